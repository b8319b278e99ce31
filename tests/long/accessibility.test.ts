import { describe, expect, it } from 'vitest'
import { barriers } from '../support/axe.ts'
import { BROWSER, launchBrowser, openPageDesk } from '../support/browser.ts'
import { addMember, startHubProcess } from '../support/hub.ts'
import { addPerson, choose, openAccountDesk } from '../support/people.ts'

describe.skipIf(!BROWSER).each(['light', 'dark'] as const)(
  'in %s, axe finds nothing serious',
  { timeout: 90_000 },
  (theme) => {
    it('on the sign-in screen, between scans, on every kind of result, in a search and offline', async () => {
      const hub = await startHubProcess(['--port', '0', '--demo', '60'])
      const note = await addMember(hub, {
        full_name: 'Priya',
        note: 'Ask for the form',
        note_must_be_read: '1',
      })
      const browser = await launchBrowser()
      const visitor = await (await browser.newContext({ colorScheme: theme })).newPage()
      await visitor.goto(hub.http)
      await visitor.getByRole('textbox').first().waitFor()
      expect(await barriers(visitor)).toEqual([])

      const link = await hub.fetch('api/v1/links', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"role":"receptionist","name":"Maria K."}',
      })
      const desk = await openPageDesk(browser, ((await link.json()) as { address: string }).address)
      await desk.page.emulateMedia({ colorScheme: theme })
      await expect.poll(async () => (await desk.presentIds()).length).toBeGreaterThan(0)
      expect(await barriers(desk.page)).toEqual([])
      for (const [code, reason] of [
        ['DEMO-00001', 'ok_in'],
        ['DEMO-00010', 'expired'],
        ['NOBODY-4471', 'unknown_credential'],
        [note.card, 'note_must_be_read'],
      ] as const) {
        await desk.scan(code)
        await expect.poll(async () => (await desk.result()).reason, { timeout: 20_000 }).toBe(reason)
        expect(await barriers(desk.page)).toEqual([])
      }
      await desk.page.keyboard.press('F8')
      await expect.poll(async () => (await desk.result()).verdict).toBe('granted_with_warning')
      expect(await barriers(desk.page)).toEqual([])
      await desk.page.keyboard.press('F3')
      await desk.page.keyboard.type('a', { delay: 100 })
      await desk.page
        .getByRole('button', { name: /check in/i })
        .first()
        .waitFor()
      expect(await barriers(desk.page)).toEqual([])
      await hub.stop('SIGKILL')
      await expect.poll(desk.connection, { timeout: 15_000 }).toBe('offline')
      expect(await barriers(desk.page)).toEqual([])
    })

    it('where people switch, change what is theirs, and a manager keeps staff and desks', async () => {
      const hub = await startHubProcess(['--port', '0', '--demo', '60'])
      await addPerson(hub, { username: 'boss', role: 'manager', pin: '730218' })
      const { page } = await openAccountDesk(await launchBrowser(), hub, 'boss')
      await page.emulateMedia({ colorScheme: theme })
      await page.getByRole('banner').locator('[aria-haspopup="menu"]').click()
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      await choose(page, 'Switch person')
      await page.getByRole('dialog').getByRole('button', { name: 'boss' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('dialog').getByRole('button', { name: 'boss' }).click()
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      for (const entry of ['Set my PIN', 'Change my password']) {
        await choose(page, entry)
        expect(await barriers(page)).toEqual([])
        await page.keyboard.press('Escape')
      }
      await choose(page, 'Staff and desks')
      await page.getByRole('listitem', { name: 'boss' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Add an account' }).click()
      expect(await barriers(page)).toEqual([])
      await page.getByLabel('Name', { exact: true }).fill('Anna Berg')
      await page.getByLabel('User name').fill('anna')
      await page.keyboard.press('Enter')
      await page.getByText('shown only now').waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('radio', { name: 'Desks' }).click()
      await page.getByRole('button', { name: 'Remove' }).first().click()
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await choose(page, 'Sign out')
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('button', { name: 'boss' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Use a password instead' }).click()
      await page.getByLabel('User name', { exact: true }).waitFor()
      expect(await barriers(page)).toEqual([])
    })
  },
)
