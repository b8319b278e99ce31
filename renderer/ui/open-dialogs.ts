import { useEffect, useEffectEvent, useId } from 'react'

/** Open dialogs, the newest last. */
const open: string[] = []

/** True while something has to be finished or left before the page behind it goes on. */
export function isDialogOpen(): boolean {
  return open.length > 0
}

/**
 * Says that a dialog is open for as long as the component that calls it is there. Escape closes the newest one also
 * where what had the focus is gone: then no key reaches the dialog itself.
 */
export function useOpenDialog(onClose: () => void): void {
  const id = useId()
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (event.key !== 'Escape' || event.defaultPrevented || !isLost || open.at(-1) !== id) return
    event.preventDefault()
    onClose()
  })
  useEffect(() => {
    open.push(id)
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
      open.splice(open.indexOf(id), 1)
    }
  }, [id])
}
