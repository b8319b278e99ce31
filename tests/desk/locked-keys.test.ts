import { expect, it } from 'vitest'
import { mayPress } from '../../electron/security/keys.ts'
import { KEYS } from '../../renderer/ui/keys.ts'

it.each(Object.values(KEYS))('%s, a key of the desk, is heard on a locked screen', (written) => {
  const [key = '', ...modifiers] = written.split('+').reverse()
  const pressed = {
    key,
    code: key,
    shift: modifiers.includes('Shift'),
    control: false,
    alt: false,
    meta: false,
  }
  for (const platform of ['win32', 'darwin', 'linux'] as const) expect(mayPress(pressed, platform)).toBe(true)
})
