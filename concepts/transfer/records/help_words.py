"""The words that lead to help, one a line."""

import yaml

from concepts import contentfile, markup
from concepts.contentfile import Fault, Faulty
from concepts.contentfile.schema import Reader
from concepts.models import HelpWord

from .base import Kind, Record, compose, unique


class HelpWords(Kind):
    path = "help-words.yaml"

    def read_text(self, text):
        node, reader = compose(text), Reader()
        if not isinstance(node, yaml.SequenceNode):
            message = "there must be a list of words here, one a line after '- '."
            raise Faulty([Fault("", message, line=1)])
        records = []
        for place, item in reader.items("", node, "words", most=0):
            if not isinstance(item, yaml.ScalarNode) or not markup.fold(item.value):
                reader.fault(place, item, "these must be words, such as `- self harm`.")
            elif len(item.value) > 100 or len(markup.fold(item.value)) > 300:
                reader.fault(place, item, "the words have more than 100 characters.")
            else:
                key = markup.fold(item.value)
                records.append(Record(key, reader.line_of(item), item.value))
        return unique(records, reader)

    def held(self):
        return dict(HelpWord.objects.values_list("key", "words"))

    def save(self, record, by):
        HelpWord.objects.update_or_create(key=record.key, defaults={"words": record.data})

    def delete(self, key, by):
        HelpWord.objects.filter(key=key).delete()

    def write(self, records):
        return contentfile.dump_yaml(sorted(records))
