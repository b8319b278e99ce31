import type { Page } from 'playwright-core'

/** What the walk leaves at a control that had the focus. */
const REACHED = 'data-tab-reached'

/** The day of a date is three stops of Tab. */
const STOPS_OF_A_DATE = 3

/** A walk over the controls may begin anywhere in them, and passes what surrounds them. */
const MORE_STOPS = 4

/** The controls of what is open that Tab never comes to, by their words: walks through all of them once. */
export async function unreachedControls(page: Page): Promise<string[]> {
  const controls = page.getByRole('dialog').last().locator(CONTROLS)
  const dates = await controls.and(page.locator('[type=date], [type=time]')).count()
  const stops = (await controls.count()) + dates * STOPS_OF_A_DATE + MORE_STOPS
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab')
    await page.evaluate((mark) => document.activeElement?.setAttribute(mark, ''), REACHED)
  }
  return controls.evaluateAll((all, mark) => {
    const groupOf = (one: Element) => one.closest('[role=radiogroup], [role=toolbar]')
    const reachedGroups = all.map((one) => (one.hasAttribute(mark) ? groupOf(one) : null))
    const isThere = (one: Element): boolean => {
      const { width, height } = one.getBoundingClientRect()
      return width > 0 && height > 0 && one.closest('[hidden], [inert], [aria-hidden=true]') === null
    }
    // Arrows walk through the choices of a group; one of them is a stop of Tab.
    const isReached = (one: Element): boolean =>
      one.hasAttribute(mark) || reachedGroups.includes(groupOf(one) ?? document.body)
    const unreached = all.filter((one) => isThere(one) && !isReached(one))
    for (const one of all) one.removeAttribute(mark)
    return unreached.map((one) => one.getAttribute('aria-label') ?? (one.textContent || one.outerHTML))
  }, REACHED)
}

/** What can be acted on; of a group whose choices arrows walk through, the one that is a stop. */
const CONTROLS = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex]']
  .map((each) => `${each}:not(:disabled, [tabindex="-1"], [type=file])`)
  .join(', ')
