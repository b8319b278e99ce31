import type { DeviceBrowser } from './devices.ts'

/** Whether this page can reach readers of one kind. insecure: the page came unencrypted from another machine. */
type Reach = 'possible' | 'insecure' | 'unsupported'

/** What this browser can reach from this page. */
export interface Reaches {
  hid: Reach
  serial: Reach
  camera: Reach
}

/** Browsers offer devices only to pages from this machine, and to encrypted ones. */
export function reachesOf(browser: DeviceBrowser, isSecure: boolean): Reaches {
  const of = (isThere: boolean): Reach => {
    if (isThere) return 'possible'
    return isSecure ? 'unsupported' : 'insecure'
  }
  return {
    hid: of(browser.hid !== undefined),
    serial: of(browser.serial !== undefined),
    camera: of(browser.mediaDevices !== undefined),
  }
}
