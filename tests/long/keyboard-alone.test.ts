import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fillGym } from '../support/browser/believable-gym.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { tourGym } from '../support/browser/members-tour.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'
import { unreachedControls } from '../support/browser/tab-order.ts'
import { TOUR_SETTINGS } from '../support/browser/tour.ts'
import { wordsOf } from '../support/browser/words.ts'
import { startHub } from '../support/hub/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe.skipIf(!BROWSER)('by keyboard alone', { timeout: 300_000 }, () => {
  it('every control of each screen of members, plans and files is come to, and Escape leads back', async () => {
    const data = temporaryFolder()
    writeFileSync(join(data, 'settings.json'), JSON.stringify(TOUR_SETTINGS))
    const hub = await startHub({ data })
    await fillGym(hub.fetch, Date.now())
    await addPerson(hub, { username: 'maria', role: 'manager' })
    const { page, complaints } = await openAccountDesk(await launchBrowser(), hub, 'maria')
    const found: string[] = []
    // The tour leaves each screen by Escape, and waits until it is gone.
    await tourGym({
      page,
      words: await wordsOf('en'),
      async seen(screen) {
        found.push(...(await unreachedControls(page)).map((what) => `${screen}: ${what}`))
      },
    })
    expect(found).toEqual([])
    expect(complaints).toEqual([])
  })
})
