// From a problem to the line of the article that has it.
'use strict';
{
    const body = document.getElementById('id_body');
    document.querySelectorAll('a[data-line]').forEach((link) => {
        link.addEventListener('click', (event) => {
            if (!body) {
                return;
            }
            event.preventDefault();
            const lines = body.value.split('\n');
            const number = Math.min(Number(link.dataset.line), lines.length);
            const start = lines.slice(0, number - 1).join('\n').length + (number > 1 ? 1 : 0);
            body.focus();
            body.setSelectionRange(start, start);
            // The browser scrolls to the line where something is to be typed.
            body.blur();
            body.focus();
            body.setSelectionRange(start, start + lines[number - 1].length);
        });
    });
}
