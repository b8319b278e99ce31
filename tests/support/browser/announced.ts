import type { Page } from 'playwright-core'

/** What a screen reader is told by the page's announcers, at once (assertive) or in its turn (polite), also while a dialog is open. */
export function announced(page: Page, how: 'assertive' | 'polite'): Promise<string[]> {
  return page.locator(`[aria-live=${how}][data-live-announcer]`).evaluateAll((announcers) =>
    announcers
      .filter((each) => each.closest('[inert], [aria-hidden="true"]') === null)
      .map((each) => each.textContent)
      .filter((said) => said !== ''),
  )
}
