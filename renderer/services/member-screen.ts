import type { KioskBridge } from '../../electron/bridge.ts'
import type { DeskStorage } from './lasting-storage.ts'

/** `?view=` of the window that members see. */
export const MEMBER_VIEW = 'member'

/** `no_screen` on a PC with one display; `blocked` where a browser opens no second window. */
export type MemberScreenOpened = 'opened' | 'opened_by_shell' | 'blocked' | 'no_screen'

type Shell = Pick<KioskBridge, 'openMemberScreen' | 'closeMemberScreen'>

const WANTED_KEY = 'av-gym-front-desk member screen'

interface MemberScreenParts {
  shell: Shell | undefined
  storage: DeskStorage
  /** Opens a second window of the browser; false where it does not. */
  openWindow: () => boolean
}

/**
 * The members' screen of this PC. In the shell it has the second display, and is there again at the next start; in a browser
 * it is a window that somebody drags there.
 */
export class MemberScreen {
  readonly #parts: MemberScreenParts

  constructor(parts: MemberScreenParts) {
    this.#parts = parts
  }

  /** True where it stays until it is closed here. */
  get isShells(): boolean {
    return this.#parts.shell !== undefined
  }

  /** Opens it again where it was open when this PC was used last. */
  async start(): Promise<void> {
    if (this.#parts.storage.getItem(WANTED_KEY) === 'yes') await this.#parts.shell?.openMemberScreen()
  }

  async open(): Promise<MemberScreenOpened> {
    const { shell, storage, openWindow } = this.#parts
    if (!shell) return openWindow() ? 'opened' : 'blocked'
    storage.setItem(WANTED_KEY, 'yes')
    return (await shell.openMemberScreen()) ? 'opened_by_shell' : 'no_screen'
  }

  async close(): Promise<void> {
    this.#parts.storage.setItem(WANTED_KEY, 'no')
    await this.#parts.shell?.closeMemberScreen()
  }
}
