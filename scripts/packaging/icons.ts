import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { IconIcns, IconIco } from '@shockpkg/icon-encoder'
import { chromium } from 'playwright-core'
import { findHeadedBrowser } from '../../tests/support/browser/find-browser.ts'
import { ROOT } from '../project.ts'

/** Draws the app's icons from the page's: `npm run icons`, after renderer/public/icon.svg has changed. */

/** Sizes in pixels, by the name that macOS has for each in its icon file. */
const MAC_TYPES: readonly (readonly [size: number, type: string])[] = [
  ...([
    [16, 'ic04'],
    [32, 'ic05'],
    [32, 'ic11'],
    [64, 'ic12'],
    [128, 'ic07'],
  ] as const),
  ...([
    [256, 'ic08'],
    [256, 'ic13'],
    [512, 'ic09'],
    [512, 'ic14'],
    [1024, 'ic10'],
  ] as const),
]
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256]
const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512]

const FOLDER = join(ROOT, 'resources/icons')

async function main(): Promise<void> {
  const draw = await drawer()
  mkdirSync(join(FOLDER, 'png'), { recursive: true })
  for (const size of LINUX_SIZES) writeFileSync(join(FOLDER, `png/${size}x${size}.png`), await draw.at(size))
  const ico = new IconIco()
  for (const size of WINDOWS_SIZES) await ico.addFromPng(await draw.at(size), null, true)
  writeFileSync(join(FOLDER, 'icon.ico'), ico.encode())
  const icns = new IconIcns()
  for (const [size, type] of MAC_TYPES) await icns.addFromPng(await draw.at(size), [type], true)
  writeFileSync(join(FOLDER, 'icon.icns'), icns.encode())
  await draw.close()
}

async function drawer() {
  const executablePath = findHeadedBrowser()
  if (executablePath === null) throw new Error('No browser was found that could draw the icons.')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const svg = readFileSync(join(ROOT, 'renderer/public/icon.svg'), 'base64')
  const image = `<img style="display:block;width:100vw" src="data:image/svg+xml;base64,${svg}">`
  return {
    close: () => browser.close(),
    async at(size: number): Promise<Buffer> {
      await page.setViewportSize({ width: size, height: size })
      await page.setContent(`<body style="margin:0;background:transparent">${image}</body>`)
      return page.screenshot({ omitBackground: true })
    },
  }
}

await main()
