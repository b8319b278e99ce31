import type { Page } from 'playwright-core'

/** What the page shows beside its stage: what has the focus, every field and its selection, what is chosen and what is open. */
export function pageState(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const active = document.activeElement
    const fields = [
      ...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, textarea, select'),
    ]
    return {
      focus: active && [
        active.tagName,
        active.id,
        // How long somebody is inside goes on by itself.
        active.getAttribute('aria-label')?.replace(/\d+/g, '#'),
        active.getAttribute('data-key'),
      ],
      buttons: [...document.querySelectorAll('[aria-haspopup=listbox]')].map(
        ({ textContent }) => textContent,
      ),
      fields: fields.map((field) => [
        field.value,
        'checked' in field && field.checked,
        ...('selectionStart' in field ? [field.selectionStart, field.selectionEnd] : []),
      ]),
      open: [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].length,
    }
  })
}
