// Selects with many choices: tags, passages. What is chosen keeps the order in which it was chosen.
'use strict';
{
    const $ = django.jQuery;

    $(function() {
        $('select.kb-choose').each(function() {
            $(this).select2({tags: this.dataset.tags === 'true'});
        });
        $(document).on('select2:select', 'select[multiple]', function(event) {
            const option = event.params.data.element;
            if (option) {
                this.append(option);
                $(this).trigger('change');
            }
        });
    });
}
