import { useSyncExternalStore } from 'react'

/** True while keys pressed on this machine come to this page. */
export function usePageFocus(): boolean {
  return useSyncExternalStore(subscribe, () => document.hasFocus())
}

function subscribe(observer: () => void): () => void {
  window.addEventListener('focus', observer)
  window.addEventListener('blur', observer)
  return () => {
    window.removeEventListener('focus', observer)
    window.removeEventListener('blur', observer)
  }
}
