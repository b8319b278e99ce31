import { expect, test } from 'vitest'
import { grantsPermission, guardPermissions } from './permissions.ts'

const NEEDED = ['local-network-access', 'local-network', 'loopback-network', 'hid', 'serial']
const REFUSED = [
  'media',
  'display-capture',
  'geolocation',
  'notifications',
  'clipboard-read',
  'clipboard-sanitized-write',
  'midi',
  'midiSysex',
  'usb',
  'fullscreen',
  'pointerLock',
  'openExternal',
  'fileSystem',
  'unknown',
  '',
  'toString',
]
const STRANGERS = [
  'http://192.168.1.5:8000/',
  'http://127.0.0.1:8000',
  'https://frontdesk',
  'http://frontdesk.localhost',
  'app://frontdesk.example/',
  'app://other/',
  'app://frontdesk:81/',
  'app://user@frontdesk/',
  'file:///frontdesk',
  'null',
  '',
  undefined,
]

const DEVICES = [
  ['hid', 'app://frontdesk'],
  ['usb', 'app://frontdesk'],
  ['serial', 'http://192.168.1.5:8000'],
] as const

test.each(NEEDED)('the desk page is granted %s', (permission) => {
  expect(grantsPermission(permission, 'app://frontdesk')).toBe(true)
  expect(grantsPermission(permission, 'app://frontdesk/')).toBe(true)
  expect(grantsPermission(permission, 'app://frontdesk/index.html#members')).toBe(true)
})

test.each(REFUSED)('the desk page is refused "%s"', (permission) => {
  expect(grantsPermission(permission, 'app://frontdesk/')).toBe(false)
})

test.each(STRANGERS)('%s is granted nothing', (address) => {
  for (const permission of [...NEEDED, ...REFUSED]) {
    expect(grantsPermission(permission, address)).toBe(false)
  }
})

test.each([
  [['video'], true],
  [['audio'], false],
  [['video', 'audio'], false],
  [[undefined], false],
  [[], false],
])('of cameras and microphones %j: %s', (media, isGiven) => {
  expect(grantsPermission('media', 'app://frontdesk/', media)).toBe(isGiven)
  expect(grantsPermission('media', 'http://192.168.1.5:8000/', media)).toBe(false)
})

test('both handlers of a session answer by the policy, and of devices only readers are given out', () => {
  const answers: boolean[] = []
  guardPermissions({
    setPermissionRequestHandler(handler: Request) {
      for (const permission of ['local-network', 'media']) {
        handler(null, permission, (granted) => answers.push(granted), {
          requestingUrl: 'app://frontdesk/index.html',
        })
      }
    },
    setPermissionCheckHandler(handler: Check) {
      answers.push(
        handler(null, 'loopback-network', 'app://frontdesk/', {}),
        handler(null, 'media', 'app://frontdesk/', { mediaType: 'audio' }),
      )
    },
    setDevicePermissionHandler: (handler: DeviceCheck) => {
      for (const [deviceType, origin] of DEVICES) answers.push(handler({ deviceType, origin }))
    },
  } as never)
  expect(answers).toEqual([true, false, true, false, true, false, false])
})

type Request = (
  page: null,
  name: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string },
) => void
type Check = (page: null, name: string, origin: string, details: { mediaType?: string }) => boolean
type DeviceCheck = (asked: { deviceType: string; origin: string }) => boolean
