import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { LANGUAGES } from '../renderer/i18n/languages.ts'
import { findHeadedBrowser } from '../tests/support/browser/find-browser.ts'
import { ensureDesk } from './ensure-desk.ts'
import { makeGallery } from './gallery.ts'
import { pictureName, SURFACES, type Keep, type Surface } from './pictures.ts'
import { takeDesk } from './screenshot-desk.ts'
import { takeFirstStart } from './screenshot-first-start.ts'
import { takeMembers } from './screenshot-members.ts'
import { takeReasons } from './screenshot-reasons.ts'

/**
 * Takes pictures of every screen from the real product, in both themes and two sizes: `npm run screenshots [-- FOLDER]`.
 * `npm run screenshots -- --docs` makes those that the documents show, and their page.
 */

/** Small enough for a thousand of them, good enough to read every word. */
const JPEG_QUALITY = 60

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { docs: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  await ensureDesk()
  const browserPath = findHeadedBrowser()
  if (!browserPath) throw new Error('No browser was found.')
  // For the first start too, whose app finds one by itself.
  process.env['CHROMIUM'] = browserPath
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  if (values.docs) await makeGallery(browser)
  else await takeAll(browser, positionals[0] ?? 'test-results/screenshots')
  await browser.close()
}

async function takeAll(browser: Browser, folder: string): Promise<void> {
  for (const surface of SURFACES) {
    await takeFirstStart(surface, keepIn(join(folder, 'first-start'), surface))
    await takeReasons(browser, surface, keepIn(join(folder, 'reasons'), surface))
    for (const language of LANGUAGES) {
      await takeDesk(browser, surface, language, keepIn(join(folder, 'desk', language), surface))
      await takeMembers(browser, surface, language, keepIn(join(folder, 'members', language), surface))
    }
  }
}

function keepIn(folder: string, surface: Surface): Keep {
  mkdirSync(folder, { recursive: true })
  return async (screen, page) => {
    const path = join(folder, `${pictureName(screen, surface)}.jpeg`)
    await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY })
  }
}

await main()
