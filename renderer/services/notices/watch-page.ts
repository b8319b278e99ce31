import { onSoundFailed } from '../../sounds/tones.ts'
import type { Notices } from './notices.ts'

/** Keeps what goes wrong in the page itself: a tone that cannot be heard, and a fault of ours that nothing else shows. */
export function watchPage(page: Pick<Window, 'addEventListener'>, notices: Notices): void {
  onSoundFailed(() => notices.happened({ kind: 'sound_failed', about: '' }))
  const fault = (): void => notices.happened({ kind: 'page_fault', about: '' })
  page.addEventListener('error', ({ message }) => {
    // Chromium's way of saying that it measures again in the next frame.
    if (!message.startsWith('ResizeObserver loop')) fault()
  })
  page.addEventListener('unhandledrejection', fault)
}
