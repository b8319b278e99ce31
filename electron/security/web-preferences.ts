import type { WebPreferences } from 'electron'

/** How a page of ours runs: sandboxed, without Node, and with the preload's bridge as its only way out; null for no bridge. */
export function webPreferences(preload: string | null, devTools: boolean): WebPreferences {
  return {
    ...(preload !== null && { preload }),
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    // A tone answers a scan even where nobody has clicked the page yet.
    autoplayPolicy: 'no-user-gesture-required',
    // A covered window still has to keep its connection: slowed timers miss the heartbeat.
    backgroundThrottling: false,
    // Chromium would fetch dictionaries from the internet, and read names of members.
    spellcheck: false,
    // Of the browser's own boxes (alert, confirm, prompt) none is ours.
    disableDialogs: true,
  }
}
