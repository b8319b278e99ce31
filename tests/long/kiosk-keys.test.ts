import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PROFILE_KEY } from '../../renderer/services/scanner/stored-profile.ts'
import { launchOwnBrowser, pageDesk } from '../support/browser/browser.ts'
import { findHeadedBrowser } from '../support/browser/find-browser.ts'
import { findProgram } from '../support/find-program.ts'
import { startHub } from '../support/hub/hub.ts'

const BROWSER = findHeadedBrowser()
const XVFB = findProgram('Xvfb', 'xvfb')
const XDOTOOL = findProgram('xdotool')

/** A display of its own, on a free number. */
async function startDisplay(): Promise<string> {
  const server = spawn(XVFB!, ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => {
    server.kill()
  })
  const number = await new Promise<string>((resolve) => createInterface(server.stdout).once('line', resolve))
  return `:${number}`
}

/** Types with real key events of the X server, as a scanner's keyboard makes them. */
function typeOnDisplay(display: string, args: readonly string[]): void {
  const typed = spawnSync(XDOTOOL!, args, { env: { ...process.env, DISPLAY: display }, encoding: 'utf8' })
  if (typed.status !== 0) throw new Error(`xdotool failed: ${typed.stderr}`)
}

describe.skipIf(!BROWSER || !XVFB || !XDOTOOL)('a headed browser in kiosk mode', () => {
  it('takes a scan from real key events of the X server', async () => {
    const hub = await startHub({ demo: '20' })
    const display = await startDisplay()
    const response = await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'receptionist' }),
    })
    const { address } = (await response.json()) as { address: string }
    const browser = await launchOwnBrowser({
      executablePath: BROWSER!,
      headless: false,
      args: ['--kiosk', '--window-size=1280,800', '--window-position=0,0'],
      env: { ...process.env, DISPLAY: display },
    })
    const page = await browser.newPage({ viewport: null })
    // These keys have their own times: a machine that stalls for a third of a second is not to end the code.
    await page.addInitScript((key) => localStorage.setItem(key, '{"ends":"enter"}'), PROFILE_KEY)
    const desk = pageDesk(page)
    await page.goto(address)
    await expect.poll(desk.connection).toBe('live')
    await page.bringToFront()
    await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true)
    typeOnDisplay(display, ['type', '--delay', '8', '--args', '1', 'DEMO-00001', 'key', 'Return'])
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
  })
})
