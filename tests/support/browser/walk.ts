import type { Locator, Page } from 'playwright-core'
import { typeAsPerson } from './scanner.ts'

interface WalkedStep {
  name: string
  keys: number
  clicks: number
  seconds: number
}

/** Somebody who walks through the product with keyboard and mouse alone, and what each step costs them. */
export interface Walk {
  step: (name: string, walk: () => Promise<void>) => Promise<void>
  click: (target: Locator) => Promise<void>
  press: (key: string) => Promise<void>
  /** Types into what has the focus. */
  type: (text: string) => Promise<void>
  /** The steps as rows of a table of Markdown, with their sum. */
  table: () => string
}

export function beginWalk(page: Page): Walk {
  const steps: WalkedStep[] = []
  let now: WalkedStep = { name: '', keys: 0, clicks: 0, seconds: 0 }
  return {
    async step(name, walk) {
      now = { name, keys: 0, clicks: 0, seconds: 0 }
      steps.push(now)
      const begunAt = performance.now()
      await walk()
      now.seconds = Math.round((performance.now() - begunAt) / 1000)
    },
    async click(target) {
      now.clicks += 1
      await target.click()
    },
    async press(key) {
      now.keys += 1
      // Held as a person's finger holds it: right after text a Space is a slow reader's and presses nothing.
      await page.keyboard.press(key, { delay: 300 })
    },
    async type(text) {
      now.keys += text.length
      await typeAsPerson(page, text)
    },
    table() {
      const sum = (field: 'keys' | 'clicks' | 'seconds') => steps.reduce((all, step) => all + step[field], 0)
      const total = { name: 'all', keys: sum('keys'), clicks: sum('clicks'), seconds: sum('seconds') }
      const rows = [...steps, total].map(
        ({ name, keys, clicks, seconds }) => `| ${name} | ${keys} | ${clicks} | ${seconds} |`,
      )
      return ['| step | keys | clicks | seconds |', '| --- | --- | --- | --- |', ...rows].join('\n')
    },
  }
}
