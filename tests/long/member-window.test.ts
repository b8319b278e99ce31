import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { DESK_ORIGIN, IS_REAL, memberPage, openShell, RUNTIME, until } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'

beforeAll(() => ensureDesk())

function openDesk(data: string, displays: number) {
  const given = ['--data', data, '--port', '0', '--origin', DESK_ORIGIN, '--demo', '30']
  return openShell(given, { STANDIN_DISPLAYS: String(displays) })
}

describe.skipIf(IS_REAL)(
  `the members’ screen of a PC with displays that a test chooses, on ${RUNTIME}`,
  () => {
    test('is on the second display, greets whoever scans, and is there again at the next start', async () => {
      const data = temporaryFolder()
      const first = await openDesk(data, 2)
      await first.page.waitForSelector(LIVE)
      expect(memberPage(first.page)).toBeUndefined()
      await first.page.keyboard.press('F10')
      await first.page.getByRole('button', { name: 'Open member screen' }).click()
      await first.page.getByText('now and after every start').waitFor()
      const members = await until(() => memberPage(first.page))
      await first.page.keyboard.press('Escape')
      await members.getByTestId('member-sign').waitFor()
      expect(await members.evaluate(() => 'kiosk' in window)).toBe(false)
      // Greeted for seconds only: the page itself looks out for it, from before the scan.
      const greeted = members.waitForSelector('[data-testid=member-sign][data-sign=welcome]')
      await typeAsScanner(first.page, 'DEMO-00001')
      await greeted
      first.process.kill('SIGTERM')
      expect(await first.exited).toBe(0)

      const again = await openDesk(data, 2)
      await again.page.waitForSelector(LIVE)
      await until(() => memberPage(again.page))
      await again.page.keyboard.press('F10')
      await again.page.getByRole('button', { name: 'Close member screen' }).click()
      await until(() => (memberPage(again.page) === undefined ? true : undefined))
    })
  },
)
