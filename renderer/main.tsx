import { StrictMode } from 'react'
import type { HubPlace, KioskBridge } from '../electron/bridge.ts'
import { createRoot, type Root } from 'react-dom/client'
import { App } from './app/App.tsx'
import { goToDesk } from './app/address.ts'
import { FirstStart } from './app/FirstStart.tsx'
import { loadAllScreens } from './app/screens.tsx'
import { CHOOSING_VIEW, endChoosing } from './services/pc-role.ts'
import { CheckInProvider } from './contexts/CheckInContext.tsx'
import { createHubQueries } from './contexts/hub-queries.ts'
import { loadOperationSchemas } from './contexts/use-operation-form.ts'
import { WebSocketProvider } from './contexts/WebSocketContext.tsx'
import { MemberScreen } from './features/member-display/MemberScreen.tsx'
import { createDesk, openCredentials } from './services/desk.ts'
import { MEMBER_VIEW } from './services/member-screen.ts'
import { followOtherWindows } from './ui/stored.ts'
import { whenIdle } from './ui/when-idle.ts'
import { loadAllLanguages, showLanguage } from './i18n/index.ts'
import { readLastLanguage, readMembersLanguage } from './i18n/stored-language.ts'

const view = new URLSearchParams(window.location.search).get('view')

/** The code of a link, taken out of the address at once so that it stays in no history and no screenshot. */
function takeCodeFromAddress(kind: 'signin' | 'setup'): string | null {
  const code = new RegExp(`^#${kind}=(.+)$`).exec(window.location.hash)?.[1]
  if (code === undefined) return null
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
  return code
}

/** A link that is pasted into the address of an open desk changes only its end: the page has to start anew for it. */
function startAnewForLinks(): void {
  window.addEventListener('hashchange', () => {
    if (/^#(?:signin|setup)=/.test(window.location.hash)) window.location.reload()
  })
}

function place(): Root {
  const element = document.getElementById('desk')
  if (!element) throw new Error('The page has no place for the desk.')
  return createRoot(element)
}

/** The window that members see: it has no line to the hub and nobody signed in, only what the desk's page tells it. */
async function startMemberScreen(): Promise<void> {
  await showLanguage(readMembersLanguage())
  place().render(
    <StrictMode>
      <MemberScreen />
    </StrictMode>,
  )
}

/** The shell's hub, or the one that this page came from. */
async function findHub(): Promise<HubPlace> {
  const here = `${window.location.origin}/`
  return (await window.kiosk?.hub()) ?? { address: here, id: here }
}

/** Goes through the first start where there is one; resolves when there is a hub to be a desk of. */
async function finishFirstStart(root: Root): Promise<void> {
  if (window.kiosk && view === CHOOSING_VIEW) return chooseAnew(root, window.kiosk)
  const step = (await window.kiosk?.firstStep()) ?? 'none'
  const code = step === 'set_up' ? await window.kiosk?.setUpCode() : takeCodeFromAddress('setup')
  if (step !== 'choose' && step !== 'replaced' && !code) return
  const role = step === 'replaced' ? await window.kiosk?.pcRole() : 'new'
  const newHub = code ? { hub: await findHub(), code } : null
  await showLanguage(readLastLanguage())
  await new Promise<void>((resolve) =>
    root.render(
      <StrictMode>
        <FirstStart
          newHub={newHub}
          isReplaced={step === 'replaced'}
          kiosk={window.kiosk}
          role={role ?? 'new'}
          onDone={resolve}
        />
      </StrictMode>,
    ),
  )
}

/** Lets a PC that is something become something else; ends with a new page, whatever is chosen. */
async function chooseAnew(root: Root, kiosk: KioskBridge): Promise<never> {
  const role = await kiosk.pcRole()
  await showLanguage(readLastLanguage())
  root.render(
    <StrictMode>
      <FirstStart newHub={null} kiosk={kiosk} role={role} onDone={endChoosing} />
    </StrictMode>,
  )
  return new Promise(() => undefined)
}

async function startDesk(): Promise<void> {
  startAnewForLinks()
  const root = place()
  await finishFirstStart(root)
  const [hub, credentials] = await Promise.all([findHub(), openCredentials(window.kiosk)])
  const desk = createDesk({ hub, credentials }, takeCodeFromAddress('signin'), window.kiosk)
  const queries = createHubQueries(desk)
  // A page that is loaded again begins where cards are scanned, whatever was open.
  goToDesk()
  await showLanguage(readLastLanguage())
  root.render(
    <StrictMode>
      <WebSocketProvider desk={desk} queries={queries}>
        <CheckInProvider>
          <App />
        </CheckInProvider>
      </WebSocketProvider>
    </StrictMode>,
  )
  // After the desk is there, which would wait for it, and before the hub can go away.
  await whenIdle()
  await Promise.all([loadAllLanguages(), loadAllScreens(), loadOperationSchemas()])
}

followOtherWindows()
if (view === MEMBER_VIEW) void startMemberScreen()
else void startDesk()
