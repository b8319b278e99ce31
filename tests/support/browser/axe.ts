import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, ElementContext, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** The small build: a page reads it in two thirds of the time. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string | null
  nodes: { html: string; failureSummary: string }[]
}

interface AxePage extends Window {
  axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> }
}

/** What axe finds on the page as it is now, in words, or in a part of it; only what hinders somebody counts. */
export async function barriers(page: Page, part?: string): Promise<string[]> {
  const violations = await violationsOn(page, part)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Text on the page as it is now that has less than 7:1 to what is behind it. */
export async function faintText(page: Page): Promise<string[]> {
  const violations = await violationsOn(page, undefined, {
    runOnly: { type: 'rule', values: ['color-contrast-enhanced'] },
  })
  return violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
  )
}

/**
 * Runs axe in the page itself, which it is put into once for each load: axe's own driver puts it in anew for each look, and opens
 * a second page to sum up the frames, which takes six times as long.
 */
async function violationsOn(page: Page, part?: string, options: RunOptions = {}): Promise<Violation[]> {
  if (page.frames().length > 1) throw new Error('The page has a frame, into which nobody looks here.')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(
    async ([selector, given]) => {
      const { axe } = window as unknown as AxePage
      const { violations } = await axe.run(selector ?? document, { ...given, resultTypes: ['violations'] })
      return violations.map(({ id, impact, nodes }) => ({
        id,
        impact: impact ?? null,
        nodes: nodes.map(({ html, failureSummary = '' }) => ({ html, failureSummary })),
      }))
    },
    [part, options] as const,
  )
}
