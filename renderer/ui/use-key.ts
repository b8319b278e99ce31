import { useEffect, useEffectEvent } from 'react'
import { isDialogOpen } from './open-dialogs.ts'

/** The key with the modifier that the table of keys names before it. */
const SHIFT = 'Shift+'

/**
 * Runs `act` when the key goes down anywhere on the page, while `isOn` and no dialog is open. A key that is held down
 * counts once, and one with Ctrl, Alt or Meta is the browser's. `Shift+F8` is another key than `F8`. `act` is told how many
 * milliseconds ago it went down: a busy page hears of it late.
 */
export function useKey(key: string, act: (agoMs: number) => void, isOn = true): void {
  useKeyWhere(() => !isDialogOpen(), { key, act, isOn })
}

/** The same for a key of a dialog, which is open for as long as the component that calls it is there. */
export function useDialogKey(key: string, act: () => void, isOn: boolean): void {
  useKeyWhere(isDialogOpen, { key, act, isOn })
}

interface Listening {
  key: string
  act: (agoMs: number) => void
  isOn: boolean
}

function useKeyWhere(isIts: () => boolean, { key, act, isOn }: Listening): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isKey(event, key) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.defaultPrevented || !isIts()) return
    event.preventDefault()
    act(Math.max(performance.now() - event.timeStamp, 0))
  })
  useEffect(() => {
    if (!isOn) return undefined
    const listen = (event: KeyboardEvent): void => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [isOn])
}

function isKey({ key, shiftKey }: KeyboardEvent, wanted: string): boolean {
  return (shiftKey ? SHIFT : '') + key === wanted
}
