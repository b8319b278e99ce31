import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchOwnBrowser, newDeskContext, pageDesk, untilLive } from '../support/browser/browser.ts'
import { cameraSeeing } from '../support/browser/fake-camera.ts'
import { addPerson, keepSignIn } from '../support/browser/people.ts'
import { addMember, startHub } from '../support/hub/hub.ts'

/** A picture of one dot, as a file. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function openDesks() {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna' })
  const { card } = await addMember(hub, { full_name: 'Sofia Conti' })
  const browser = await launchOwnBrowser({ args: cameraSeeing(card) })
  const open = async () => {
    const context = await newDeskContext(browser)
    await keepSignIn(context, hub, 'anna')
    const page = await context.newPage()
    const desk = pageDesk(page)
    await page.goto(hub.http)
    await untilLive(desk)
    return { page, desk }
  }
  return { card, front: await open(), back: await open() }
}

describe.skipIf(!BROWSER)('a member’s photo', () => {
  it('is taken at one desk and shown at the other’s next scan; a file that is none is refused, and it is taken away', async () => {
    const { card, front, back } = await openDesks()
    const { page } = front
    await front.desk.scan(card)
    await expect.poll(async () => (await front.desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('F9')
    const sheet = page.getByRole('dialog')
    const photo = sheet.locator('.ui-avatar__photo')
    await sheet.getByRole('button', { name: 'Take photo' }).waitFor()
    expect(await photo.count()).toBe(0)

    await sheet.getByRole('button', { name: 'Take photo' }).click()
    await sheet.getByRole('button', { name: 'Use this picture' }).click()
    await photo.waitFor()
    expect(await photo.getAttribute('src')).toMatch(/^data:image\/jpeg;base64,/)
    expect(await barriers(page)).toEqual([])

    await back.desk.scan(card)
    const shown = back.page.locator('.scan__person .ui-avatar__photo')
    await shown.waitFor()
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(384)

    const choose = async (name: string, buffer: Buffer): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        sheet.getByRole('button', { name: 'Choose file' }).click(),
      ])
      await chooser.setFiles({ name, mimeType: 'image/png', buffer })
    }
    const before = await photo.getAttribute('src')
    await choose('notes.png', Buffer.from('not a picture'))
    await sheet.getByText('This file is not a picture').waitFor()
    expect(await photo.getAttribute('src')).toBe(before)
    await choose('dot.png', PICTURE)
    await expect.poll(() => photo.getAttribute('src')).not.toBe(before)

    await sheet.getByRole('button', { name: 'Remove photo' }).click()
    await expect.poll(() => photo.count()).toBe(0)
    expect(front.desk.complaints).toEqual([])
  })
})
