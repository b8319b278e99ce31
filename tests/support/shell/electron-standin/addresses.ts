/**
 * No browser driver loads a scheme of our own, so the stand-in's pages live under http, at a name below `localhost`:
 * a secure context with an origin of its own, as the real one. The main process sees the real addresses only.
 */
const APP = 'app://frontdesk'

/** The origin of the desk's page as Chromium sees it here; a hub has to be told to let it in. */
export const PAGE_ORIGIN = 'http://frontdesk.localhost'

/** The name that Chromium is made to find at the stand-in's own server. */
export const PAGE_HOST = 'frontdesk.localhost'

/** The address to load in Chromium for one of the app's. */
export function toPageAddress(address: string): string {
  return replaceStart(address, APP, PAGE_ORIGIN)
}

/** The address that the main process is told for one of Chromium's. */
export function toAppAddress(address: string): string {
  return replaceStart(address, PAGE_ORIGIN, APP)
}

function replaceStart(text: string, from: string, to: string): string {
  const rest = text.slice(from.length)
  return text.startsWith(from) && (rest === '' || rest.startsWith('/')) ? to + rest : text
}
