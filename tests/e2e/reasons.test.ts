import { AxeBuilder } from '@axe-core/playwright'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../renderer/i18n/en.json' with { type: 'json' }
import { REASONS, type Reason } from '../../server/protocol/scan.ts'
import { BROWSER, launchBrowser } from '../support/browser.ts'
import { startHubProcess, type HubProcess } from '../support/hub.ts'
import { reasonMembers, reasonSettings, showEveryReason } from '../support/reasons.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

async function ask<Answer>(hub: HubProcess, path: string, body: object): Promise<Answer> {
  const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) }
  return (await (await hub.fetch(path, init)).json()) as Answer
}

async function startReasonHub(now: number): Promise<HubProcess> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(reasonSettings(now)))
  const hub = await startHubProcess(['--port', '0'], folder)
  const headers = { 'content-type': 'text/csv' }
  const imported = await hub.fetch('api/v1/members/import', {
    method: 'POST',
    headers,
    body: reasonMembers(now),
  })
  expect(imported.status).toBe(200)
  return hub
}

async function withdrawNadia(hub: HubProcess): Promise<void> {
  const found = await (await hub.fetch('api/members/?search=nadia')).json()
  const [nadia] = (found as { results: { id: string }[] }).results
  const path = `api/v1/members/${nadia?.id ?? ''}/cards/withdraw`
  await ask(hub, path, { code: 'CARD-credential_revoked' })
}

describe.skipIf(!BROWSER)('every reason of an answer', () => {
  it('comes up on the stage by itself, says itself in words, and hinders nobody', async () => {
    const hub = await startReasonHub(Date.now())
    const browser = await launchBrowser()
    const page = await (
      await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
    ).newPage()
    const shown = new Map<Reason, string>()
    await showEveryReason({
      page,
      async open() {
        const { address } = await ask<{ address: string }>(hub, 'api/v1/links', {
          role: 'receptionist',
          name: 'Maria K.',
        })
        await page.goto(address)
        await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
      },
      withdraw: () => withdrawNadia(hub),
      async killHub() {
        await hub.stop('SIGKILL')
      },
      async seen(reason) {
        shown.set(reason, await page.getByTestId('scan-result').innerText())
        const { violations } = await new AxeBuilder({ page }).include('[aria-label="Scan"]').analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(serious.map(({ id }) => `${reason}: ${id}`)).toEqual([])
      },
    })
    expect([...shown.keys()].sort()).toEqual([...REASONS].sort())
    const words: Partial<Record<Reason, string>> = en.word.reason
    for (const [reason, text] of shown) {
      expect(text.length, reason).toBeGreaterThan(20)
      const word = words[reason]
      if (word !== undefined) expect(text).toContain(word)
    }
    expect(new Set(shown.values()).size).toBe(REASONS.length)
  })
})
