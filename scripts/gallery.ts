import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { format, resolveConfig } from 'prettier'
import { CHAPTERS, type Chapter } from './gallery-captions.ts'
import { pictureName, SURFACES, type Keep, type Surface } from './pictures.ts'
import { ROOT } from './project.ts'
import { takeDesk } from './screenshot-desk.ts'
import { takeFirstStart } from './screenshot-first-start.ts'
import { takeMembers } from './screenshot-members.ts'

const DOCS = join(ROOT, 'docs')
const FOLDER = 'screens'
const KIND = 'webp'

/** Of 100: every word can be read, and two hundred pictures take a few megabytes. */
const QUALITY = 60

/** Takes every screen that has a caption, in English, for the documents, and writes the page that shows them. */
export async function makeGallery(browser: Browser): Promise<void> {
  const folder = join(DOCS, FOLDER)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const surface of SURFACES) {
    const keep = keepIn(folder, surface)
    await takeFirstStart(surface, keep)
    await takeDesk(browser, surface, 'en', keep)
    await takeMembers(browser, surface, 'en', keep)
  }
  const page = join(DOCS, `${FOLDER}.md`)
  writeFileSync(page, await format(galleryPage(), { ...(await resolveConfig(page)), parser: 'markdown' }))
  const taken = new Set(readdirSync(folder))
  const missing = allPictures().filter((name) => !taken.has(name))
  if (missing.length > 0) throw new Error(`No tour comes to ${missing.join(', ')}.`)
}

function keepIn(folder: string, surface: Surface): Keep {
  return async (screen, page) => {
    if (!CHAPTERS.some(({ screens }) => screen in screens)) return
    const devtools = await page.context().newCDPSession(page)
    const { data } = await devtools.send('Page.captureScreenshot', { format: KIND, quality: QUALITY })
    await devtools.detach()
    writeFileSync(join(folder, fileOf(screen, surface)), Buffer.from(data, 'base64'))
  }
}

const fileOf = (screen: string, surface: Surface): string => `${pictureName(screen, surface)}.${KIND}`

const allPictures = (): string[] =>
  CHAPTERS.flatMap(({ screens }) => Object.keys(screens)).flatMap((screen) =>
    SURFACES.map((surface) => fileOf(screen, surface)),
  )

function galleryPage(): string {
  return `# Screens

Every screen, taken from the product by \`npm run screenshots -- --docs\`. The people are made up. Each is shown in your own theme; the links lead to both
themes and both sizes.

${CHAPTERS.map(chapterText).join('\n')}`
}

const chapterText = ({ title, screens }: Chapter): string =>
  `## ${title}\n\n${Object.entries(screens)
    .map(([screen, caption]) => screenText(screen, caption))
    .join('\n')}`

function screenText(screen: string, caption: string): string {
  const links = SURFACES.map(
    (surface) => `[${surface.colorScheme} ${surface.viewport.width}](${FOLDER}/${fileOf(screen, surface)})`,
  )
  return `${caption} ${links.join(' · ')}

<picture><source media="(prefers-color-scheme: dark)" srcset="${FOLDER}/${screen}-dark-1280.${KIND}"><img alt="${caption}" src="${FOLDER}/${screen}-light-1280.${KIND}"></picture>
`
}
