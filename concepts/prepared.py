"""Queries whose SQL is made once a process and not each time that they are asked. To make it and
the models that come back costs Django ten times what SQLite takes to answer.
"""

from collections.abc import Collection
from functools import wraps

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Value
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable


class Given(Value):
    """Stands in a prepared query where a value will be given: an argument, or the `number`th of
    those that an argument has."""

    def __init__(self, argument, number=0):
        super().__init__((argument, number))
        self.argument, self.number = argument, number

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value_in(self, arguments):
        argument = arguments[self.argument]
        return argument[self.number] if isinstance(argument, list) else argument


def prepared(make):
    """Makes of a function that gives a queryset one that gives the list of its rows.

    `make` is called with something that stands for each argument, once for each shape of them; it
    may pass that on to `filter`, and nothing else. An argument is a number or a text, or several
    for `__in`: their number is filled up to a power of two by repeating the last, so that few
    shapes have to be prepared. Through a foreign key, that is `entry__pk__in`. What Django does
    after a query (`prefetch_related`) is not done.
    """
    kept = {}

    @wraps(make)
    def ask(*arguments):
        arguments = [
            _filled(argument) if _is_many(argument) else argument for argument in arguments
        ]
        shape = tuple(
            len(argument) if isinstance(argument, list) else None for argument in arguments
        )
        if shape not in kept:
            kept[shape] = _prepare(make, shape)
        query = kept[shape]
        return query.rows(arguments) if query else []

    return ask


def _is_many(argument):
    return isinstance(argument, Collection) and not isinstance(argument, str)


def _filled(values):
    values = list(values)
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


def _prepare(make, shape):
    """The Query of this shape; None where it can't find anything."""
    given = (
        Given(place) if length is None else [Given(place, number) for number in range(length)]
        for place, length in enumerate(shape)
    )
    try:
        return Query(make(*given))
    except EmptyResultSet:
        return None


class Query:
    def __init__(self, queryset):
        self.db = queryset.db
        compiler = queryset.query.get_compiler(using=self.db)
        self.sql, self.parameters = compiler.as_sql()
        columns = compiler.select[: compiler.col_count]
        self.converters = list(compiler.get_converters([each[0] for each in columns]).items())
        self.model = None
        if queryset._iterable_class is ModelIterable:
            self.model = Maker(compiler.klass_info, compiler.select, self.db)
            self.annotations = list(compiler.annotation_col_map.items())

    def rows(self, arguments):
        """The models that the database has, or tuples where the queryset is one of values."""
        connection = connections[self.db]  # of this thread
        parameters = [
            each.value_in(arguments) if isinstance(each, Given) else each
            for each in self.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = cursor.fetchall()
        if self.converters:
            rows = [self._converted(list(row), connection) for row in rows]
        return rows if self.model is None else [self._model(row) for row in rows]

    def _converted(self, row, connection):
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row

    def _model(self, row):
        made = self.model.make(row)
        for name, place in self.annotations:
            setattr(made, name, row[place])
        return made


class Maker:
    """Makes a model of its columns in a row, and those that are joined to it. What was not asked
    for is deferred. It does what `Model.from_db` does but for signals, which nobody hears here."""

    def __init__(self, info, select, db):
        self.model, self.db = info["model"], db
        places = info["select_fields"]
        self.columns = slice(places[0], places[-1] + 1)
        self.names = [column.target.attname for column, _, _ in select[self.columns]]
        self.key = places[0] + self.names.index(self.model._meta.pk.attname)
        self.joined = [
            (joined["local_setter"], joined["remote_setter"], Maker(joined, select, db))
            for joined in info.get("related_klass_infos", ())
        ]

    def make(self, row):
        """The model, or None where a join found none."""
        if row[self.key] is None:
            return None
        made = self.model.__new__(self.model)
        made.__dict__.update(zip(self.names, row[self.columns], strict=True))
        made._state = state = ModelState()
        state.adding, state.db = False, self.db
        for set_local, set_remote, maker in self.joined:
            other = maker.make(row)
            set_local(made, other)
            if other is not None:
                set_remote(other, made)
        return made
