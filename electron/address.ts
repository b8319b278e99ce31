/** The scheme and host that the desk's page has in the shell. */
export const SHELL_SCHEME = 'app'
const SHELL_HOST = 'frontdesk'

/** The origin of the desk's page, as Chromium and the hub write it. */
export const SHELL_ORIGIN = `${SHELL_SCHEME}://${SHELL_HOST}`

/** The page that the window shows. */
export const START_PAGE = `${SHELL_ORIGIN}/index.html`

/** The page that members see; the view is named in renderer/services/member-screen.ts. */
export const MEMBER_PAGE = `${START_PAGE}?view=member`

/** True for an address of the desk's own pages and for nothing else; anything unreadable is not ours. */
export function isShellAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url === null) return false
  return (
    url.protocol === `${SHELL_SCHEME}:` &&
    url.host === SHELL_HOST &&
    url.username === '' &&
    url.password === ''
  )
}

/** True for the desk's document itself, whatever stands behind its `?` or `#`; its other files are no pages to go to. */
export function isDeskDocument(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && isShellAddress(address) && ['/', new URL(START_PAGE).pathname].includes(url.pathname)
}
