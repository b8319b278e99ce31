import { expect, it } from 'vitest'
import { lightOf } from './light-of.ts'
import type { ReaderState, ReaderStatus } from './reader.ts'

const of = (kind: ReaderState['kind'], status: ReaderStatus): ReaderState => ({
  ...{ id: kind, kind, status, name: '', role: 'desk' as const, vendorId: null, productId: null },
})
const KEYBOARD = of('keyboard', 'connected')
const CAMERA_OFF = of('camera', 'off')
const HERE = { hasFocus: true, isLearned: false, hasRead: false, unread: null }

it.each([
  ['nothing set up', { ...HERE, readers: [KEYBOARD, CAMERA_OFF] }, 'new'],
  ['nothing set up, and a code came', { ...HERE, hasRead: true, readers: [KEYBOARD] }, 'ready'],
  ['a learned keyboard reader', { ...HERE, isLearned: true, readers: [KEYBOARD] }, 'ready'],
  [
    '… with another window in front',
    { ...HERE, isLearned: true, hasFocus: false, readers: [KEYBOARD] },
    'away',
  ],
  ['nothing set up, another window in front', { ...HERE, hasFocus: false, readers: [KEYBOARD] }, 'away'],
  ['a HID reader', { ...HERE, readers: [KEYBOARD, of('hid', 'connected')] }, 'ready'],
  [
    '… which needs no window in front',
    { ...HERE, hasFocus: false, readers: [KEYBOARD, of('hid', 'connected')] },
    'ready',
  ],
  [
    '… beside a keyboard reader, which does',
    { ...HERE, hasFocus: false, isLearned: true, readers: [KEYBOARD, of('hid', 'connected')] },
    'away',
  ],
  [
    'one unplugged, one not',
    { ...HERE, readers: [KEYBOARD, of('hid', 'connected'), of('serial', 'unplugged')] },
    'lost',
  ],
  ['one that another program has', { ...HERE, readers: [KEYBOARD, of('serial', 'busy')] }, 'lost'],
  ['a card that came too slowly', { ...HERE, unread: 'too_slow', readers: [KEYBOARD] }, 'unread'],
  [
    '… to a desk whose reader was learned',
    { ...HERE, isLearned: true, unread: 'too_slow', readers: [KEYBOARD] },
    'unread',
  ],
  [
    '… while another window is in front',
    { ...HERE, hasFocus: false, unread: 'too_slow', readers: [KEYBOARD] },
    'away',
  ],
  ['the camera', { ...HERE, hasFocus: false, readers: [KEYBOARD, of('camera', 'connected')] }, 'ready'],
] as const)('the light for %s: %s', (_name, known, is) => {
  expect(lightOf(known).is).toBe(is)
})
