import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { pageDesk } from '../support/browser/browser.ts'
import { beginWalk, type Walk } from '../support/browser/walk.ts'
import { cardInRow, movingInFile } from '../support/hub/moving-in-file.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { openNewPc } from '../support/shell/new-pc.ts'
import { RUNTIME } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const MEMBERS = 1_000

beforeAll(() => ensureDesk())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

async function setUp(page: Page, { step, click, type }: Walk): Promise<void> {
  await step('host the front desk here, name the gym and its first manager', async () => {
    await click(button(page, 'Host the front desk here'))
    for (const [label, text] of [
      ['Gym name', 'Lakeside'],
      ['Name', 'Anna Berg'],
      ['Username', 'anna'],
      ['Password', PASSWORD],
    ] as const) {
      await click(page.getByLabel(label, { exact: true }))
      await type(text)
    }
    await click(button(page, 'Set up gym'))
    await page.waitForSelector('[data-testid=connection][data-state=live]')
  })
}

async function importMembers(page: Page, { step, click, press }: Walk): Promise<void> {
  const dialog = page.getByRole('dialog')
  await step('import 1,000 members from the other product’s file', async () => {
    await click(button(page, 'Bring in your members'))
    const choosing = page.waitForEvent('filechooser')
    await click(dialog.getByRole('button', { name: 'Choose a file' }))
    const file = { name: 'clients.csv', mimeType: 'text/csv', buffer: movingInFile(MEMBERS) }
    await (await choosing).setFiles(file)
    await dialog.getByText('1000 rows').waitFor()
    await click(page.getByRole('button', { name: 'What “alumni” means' }))
    await click(page.getByRole('option', { name: 'Suspended' }))
    await click(dialog.getByRole('button', { name: 'Preview' }))
    await dialog.getByText('Line 5: Membership End is no day that can be read.').waitFor()
    await click(dialog.getByRole('button', { name: 'Import all good lines' }))
    await dialog.getByRole('heading', { name: 'Import finished' }).waitFor()
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
}

async function makePlan(page: Page, { click, type, press }: Walk, name: string, price: string) {
  const open = button(page, new RegExp(`^${name}$`))
  await click(button(page, `Add “${name}” as a plan`))
  await click(open)
  await click(page.getByLabel('Price'))
  await type(price)
  await press('Enter')
  await page.getByText(/have this plan\. The change applies at once/).waitFor()
  await press('Enter')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
}

describe(`Friday to Saturday, on ${RUNTIME}`, () => {
  test('from nothing to a desk with members, plans and a renewal, by what is on the screen alone', async () => {
    const { page } = await openNewPc(temporaryFolder())
    const walk = beginWalk(page)
    const { step, click, press } = walk
    const desk = pageDesk(page)
    await setUp(page, walk)
    const next = page.getByRole('region', { name: 'First steps for your gym' })
    await next.waitFor()
    expect(await barriers(page)).toEqual([])
    await importMembers(page, walk)
    await expect.poll(() => button(page, 'Bring in your members').count()).toBe(0)

    await step('make two plans of what they have, with their prices', async () => {
      await click(button(page, 'Add the plans you sell'))
      await makePlan(page, walk, 'Gold', '49')
      await makePlan(page, walk, 'Ten visits', '90')
      await press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    })

    await step('scan a card: its reader works, and no other desk is needed', async () => {
      await desk.scan(cardInRow(1))
      await expect.poll(desk.result).toMatchObject({ verdict: 'granted', reason: 'ok_in' })
      await press('Escape')
      await click(next.getByRole('button', { name: 'Skip: Connect another desk' }))
      await expect.poll(() => next.count()).toBe(0)
    })

    await step('renew the first member whose plan has ended', async () => {
      await desk.scan(cardInRow(0))
      await expect.poll(async () => (await desk.result()).reason).toBe('expired')
      await page.locator('.scan__band--denied').waitFor()
      await press('F5')
      await page.getByText('49.00 received (Cash).').waitFor()
      await press('Enter')
      await expect.poll(desk.result).toMatchObject({ reason: 'ok_in' })
    })

    console.log(walk.table())
    expect(desk.complaints).toEqual([])
  })
})
