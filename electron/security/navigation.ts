import type { App, Event, WebContents } from 'electron'
import { isDeskDocument } from '../address.ts'

/** Keeps every page of the app at home: no foreign address, no second window, no embedded browser. */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

function guardContents(contents: WebContents): void {
  const stayHome = (event: Event & { url: string }): void => {
    if (!isDeskDocument(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  // The only one of the three that is told of frames inside the page.
  contents.on('will-frame-navigate', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
