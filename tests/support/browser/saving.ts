import type { BrowserContext } from 'playwright-core'
import { launchBrowser, newDeskContext, pageDesk, type PageDesk } from './browser.ts'
import { holdLine, type HeldLine } from './hub-away.ts'
import { addPerson, keepSignIn } from './people.ts'
import { startHub, type TestHub } from '../hub/hub.ts'

interface Saving {
  hub: TestHub
  context: BrowserContext
  line: HeldLine
  /** Another window of the desk. */
  window: () => Promise<PageDesk>
}

/** A desk at which Anna is signed in; Ben may be, and Vic, who only looks. */
export async function openSaving(): Promise<Saving> {
  const hub = await startHub({ demo: '20' })
  await addPerson(hub, { username: 'anna' })
  await addPerson(hub, { username: 'ben' })
  await addPerson(hub, { username: 'vic', role: 'viewer' })
  const context = await newDeskContext(await launchBrowser())
  await keepSignIn(context, hub, 'anna')
  const line = await holdLine(context)
  const window = async (): Promise<PageDesk> => {
    const page = await context.newPage()
    await page.goto(hub.http)
    return pageDesk(page)
  }
  return { hub, context, line, window }
}

interface Entry {
  actor: string
  action: string
  details: { forReview?: boolean }
}

/** What of this kind stands in the audit log. */
export async function audited(hub: TestHub, asked: string): Promise<Entry[]> {
  const { entries } = (await (await hub.fetch('api/v1/audit')).json()) as { entries: Entry[] }
  return entries.filter(({ action }) => action === asked)
}

export const checkIns = (hub: TestHub): Promise<Entry[]> => audited(hub, 'check_in')
