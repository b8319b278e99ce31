import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { typeAsPerson, untilPressIsOwn } from '../support/browser/scanner.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } })

async function openDesk(role: 'receptionist' | 'manager' = 'receptionist') {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna', role })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  return { hub, desk, page: desk.page, dialog: desk.page.getByRole('dialog') }
}

/** All codes that a reader finds on the paper, by their kinds. */
async function readPaper(page: Page): Promise<Record<string, string[]>> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 2400, height: 1600 })
  // As fine as paper: a screen's dots are a quarter of a millimetre.
  await page.locator('.card-paper').evaluate((paper: HTMLElement) => (paper.style.zoom = '3'))
  const picture = await page.locator('.card-paper').screenshot({ scale: 'device' })
  await page.emulateMedia({ media: null })
  await page.locator('.card-paper').evaluate((paper: HTMLElement) => (paper.style.zoom = '1'))
  const found = await readBarcodes(picture, { formats: ['Code128', 'QRCode'], maxNumberOfSymbols: 40 })
  const codesOf = (kind: string): string[] =>
    found
      .filter(({ format }) => format === kind)
      .map(({ text }) => text)
      .sort()
  return { bars: codesOf('Code128'), qr: codesOf('QRCode') }
}

describe.skipIf(!BROWSER)('at a desk', () => {
  it('a lost card is replaced in three keys and a scan after the name was typed', async () => {
    const { hub, desk, page, dialog } = await openDesk()
    await addMember(hub, { full_name: 'Nora Lindqvist', credentials: 'LOST-0001' })
    await page.keyboard.press('F3')
    await typeAsPerson(page, 'lindqvist')
    await page.getByTestId('found-row').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('F9')
    await dialog.getByText('…0001, since').waitFor()
    await page.keyboard.press('Shift+F7')
    await dialog.getByText('Scan the new card now. Card …0001 is blocked as lost').waitFor()
    expect(await barriers(page)).toEqual([])
    await desk.scan('NEW-00002')
    await dialog.getByText('Card …0001 is blocked as lost. Card …0002 is good now.').waitFor()
    await page.keyboard.press('Escape')
    await desk.scan('LOST-0001')
    await page.getByTestId('scan-result').getByText('This card was reported lost on').waitFor()
    await desk.scan('NEW-00002')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    expect(desk.complaints).toEqual([])
  })

  it('a spare card is lent, and one of somebody else is taken only after it was said whose it is', async () => {
    const { hub, desk, page, dialog } = await openDesk()
    await addMember(hub, { full_name: 'Ben Okafor', credentials: 'BENS-0003' })
    const { card } = await addMember(hub, { full_name: 'Nora Lindqvist', credentials: 'NORA-0001' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'Add card…' }).press('Enter')
    await dialog.getByLabel('Lent until').fill('2099-12-31')
    // The reader types while the day has the focus.
    await desk.scan('SPARE-0009')
    await dialog.getByText('Card …0009 added.').waitFor()
    await dialog.getByText(/…0009, since.*lent until/).waitFor()
    await untilPressIsOwn(page)
    await dialog.getByRole('button', { name: 'Add card…' }).press('Enter')
    await desk.scan('BENS-0003')
    await dialog.getByText('This card belongs to Ben Okafor').waitFor()
    await untilPressIsOwn(page)
    await dialog.getByRole('button', { name: 'Give it to Nora Lindqvist' }).press('Enter')
    await dialog.getByText('Card …0003 added.').waitFor()
    await page.keyboard.press('Escape')
    await desk.scan('BENS-0003')
    await expect.poll(async () => (await desk.result()).reason).toBe('ok_out')
  })

  it('a member is deleted after it was said what that means, and is off every part of the screen', async () => {
    const { hub, desk, page, dialog } = await openDesk('manager')
    const { card } = await addMember(hub, { full_name: 'Nora Lindqvist', valid_until: '2020-01-01' })
    await desk.scan(card)
    await expect.poll(async () => (await desk.result()).reason).toBe('expired')
    await page.keyboard.press('F9')
    await dialog.getByRole('button', { name: 'Delete…' }).press('Enter')
    await dialog.getByText('Kept without a name').waitFor()
    expect(await barriers(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Delete for good' }).press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => page.locator('body').innerText()).not.toContain('Lindqvist')
  })

  it('cards of a choice of members are printed ten a page, and one alone; a reader reads both codes of each', async () => {
    const { hub, page, dialog } = await openDesk()
    const numbers = Array.from({ length: 12 }, (_each, at) => String(at).padStart(2, '0'))
    for (const number of numbers)
      await addMember(hub, {
        full_name: `Member ${number}`,
        credentials: number === '00' ? '' : `CARD-77${number}`,
      })
    await page.goto(`${hub.http}#/members/all/`)
    await dialog.getByRole('button', { name: 'Print cards…' }).press('Enter')
    await dialog.getByRole('button', { name: 'Member 11', exact: true }).press('Enter')
    await dialog.getByRole('button', { name: 'Prepare' }).press('Enter')
    await dialog.getByText('11 cards are ready.').waitFor()
    expect(await barriers(page)).toEqual([])
    const { bars, qr } = await readPaper(page)
    expect(qr).toEqual(bars)
    expect(bars).toEqual([
      ...numbers.slice(1, 11).map((number) => `CARD-77${number}`),
      expect.stringMatching(/^M[0-9A-Z]{9}$/),
    ])
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pagesOf(pdf)).toHaveLength(2)
    await dialog.getByRole('radio', { name: 'One card a page' }).press('Enter')
    const alone = pagesOf(await page.pdf({ preferCSSPageSize: true }))
    expect(alone).toHaveLength(11)
    // 85.6 by 54 mm in points of 1/72 inch.
    expect(alone[0]).toEqual([243, 153])
  })
})

/** The sizes of the pages of a PDF, in whole points. */
function pagesOf(pdf: Buffer): number[][] {
  return [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))],
  )
}
