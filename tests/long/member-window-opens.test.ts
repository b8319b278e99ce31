import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { DESK_ORIGIN, IS_REAL, memberPage, openShell, RUNTIME, until } from '../support/shell/shell.ts'
import { HAS_STOP_SIGNALS } from '../support/system.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'

beforeAll(() => ensureDesk())

// That it is there again after another start: tests/long/member-window.test.ts.
describe.skipIf(IS_REAL)(
  `the members’ screen of a PC with displays that a test chooses, on ${RUNTIME}`,
  () => {
    const desk = forWholeFile(async () => {
      const given = ['--data', temporaryFolder(), '--port', '0', '--origin', DESK_ORIGIN, '--demo', '30']
      const opened = await openShell(given, { STANDIN_DISPLAYS: '2' })
      await opened.page.waitForSelector(LIVE)
      return opened
    })

    test('is on the second display, greets whoever scans, is there again when the desk’s page is, and is closed there', async () => {
      const { page } = desk()
      expect(memberPage(page)).toBeUndefined()
      await page.keyboard.press('F10')
      await page.getByRole('button', { name: 'Open member screen' }).click()
      await page.getByText('now and after every start').waitFor()
      const members = await until(() => memberPage(page))
      await page.keyboard.press('Escape')
      await members.getByTestId('member-sign').waitFor()
      expect(await members.evaluate(() => 'kiosk' in window)).toBe(false)
      // Greeted for seconds only: the page itself looks out for it, from before the scan.
      const greeted = members.waitForSelector('[data-testid=member-sign][data-sign=welcome]')
      await typeAsScanner(page, 'DEMO-00001')
      await greeted

      await members.close()
      await page.reload()
      await page.waitForSelector(LIVE)
      await until(() => memberPage(page))
      await page.keyboard.press('F10')
      await page.getByRole('button', { name: 'Close member screen' }).click()
      await until(() => (memberPage(page) === undefined ? true : undefined))
    })

    // The last one: the other has this shell.
    test.skipIf(!HAS_STOP_SIGNALS)('ends with the desk when the system says so', async () => {
      desk().process.kill('SIGTERM')
      expect(await desk().exited).toBe(0)
    })
  },
)
