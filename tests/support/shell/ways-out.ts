import type { PressedKey } from '../../../electron/security/keys.ts'

/** Something that somebody at a locked desk, or a script that got into its page, tries. */
export type Attempt =
  | { by: 'key'; pressed: PressedKey; on: NodeJS.Platform }
  | { by: 'navigation'; to: string }
  | { by: 'new window'; to: string }
  | { by: 'embedding' }
  | { by: 'permission'; name: string; media?: string[] }
  | { by: 'download'; from: string }
  | {
      by: 'call'
      channel: string
      given: unknown[]
      from?: { origin: string; isInFrame: boolean }
      /** The hub takes every proof, so that only the shell can refuse; unless it is the hub's answer that is tried. */
      isHubRefusing?: true
    }
  | { by: 'file'; address: string }
  | { by: 'switch'; word: string; on: NodeJS.Platform }
  | {
      by: 'window'
      event: 'close' | 'minimize' | 'leave-full-screen' | 'system-context-menu' | 'app-command'
    }

/** What becomes of an attempt. */
export type Outcome =
  | 'the key is not heard'
  | 'the page stays'
  | 'no window opens'
  | 'nothing is embedded'
  | 'the permission is refused'
  | 'nothing is saved'
  | 'the call is refused'
  | 'there is no such file'
  | 'the desk does not start'
  | 'the window stays as it is'
  | 'it has happened'

/** One row: how it would be called, what is tried, and what must become of it. */
export type WayOut = readonly [way: string, attempt: Attempt, must: Outcome]

const PLAIN = { code: '', shift: false, control: false, alt: false, meta: false }

function key(words: string, on: NodeJS.Platform = 'win32'): Attempt {
  const parts = words.split('+')
  const pressed = { ...PLAIN, key: parts.at(-1) ?? '' }
  const has = (name: string): boolean => parts.slice(0, -1).includes(name)
  const flags = { shift: has('Shift'), control: has('Ctrl'), alt: has('Alt'), meta: has('Cmd') || has('Win') }
  return { by: 'key', pressed: { ...pressed, ...flags }, on }
}

const KEYS: readonly WayOut[] = [
  ['close the window', key('Alt+F4')],
  ['close the tab', key('Ctrl+w')],
  ['close the tab, the other way', key('Ctrl+F4')],
  ['close all windows', key('Ctrl+Shift+W')],
  ['quit', key('Ctrl+q', 'linux')],
  ['quit on a Mac', key('Cmd+q', 'darwin')],
  ['close on a Mac', key('Cmd+w', 'darwin')],
  ['hide on a Mac', key('Cmd+h', 'darwin')],
  ['minimise on a Mac', key('Cmd+m', 'darwin')],
  ['preferences on a Mac', key('Cmd+,', 'darwin')],
  ['developer tools on a Mac', key('Cmd+Alt+i', 'darwin')],
  ['full screen on a Mac', key('Ctrl+Cmd+f', 'darwin')],
  ['developer tools', key('Ctrl+Shift+I')],
  ['developer tools by F12', key('Ctrl+F12')],
  ['the console', key('Ctrl+Shift+J')],
  ['the inspector', key('Ctrl+Shift+C')],
  ['the task list', key('Shift+Escape')],
  ['the source', key('Ctrl+u')],
  ['reload', key('Ctrl+r')],
  ['reload past the cache', key('Ctrl+Shift+R')],
  ['reload by F5', key('Ctrl+F5')],
  ['reload past the cache by F5', key('Shift+F5')],
  ['leave the full screen', key('F11')],
  ['help', key('Alt+F1')],
  ['a new window', key('Ctrl+n')],
  ['a private window', key('Ctrl+Shift+N')],
  ['a new tab', key('Ctrl+t')],
  ['the next tab', key('Ctrl+Tab')],
  ['the address line', key('Ctrl+l')],
  ['the address line by Alt', key('Alt+d')],
  ['open a file', key('Ctrl+o')],
  ['save the page', key('Ctrl+s')],
  ['print', key('Ctrl+p')],
  ['print through the system', key('Ctrl+Shift+P')],
  ['downloads', key('Ctrl+j')],
  ['history', key('Ctrl+h')],
  ['bookmarks', key('Ctrl+Shift+O')],
  ['delete what is kept', key('Ctrl+Shift+Delete')],
  ['search in the page', key('Ctrl+f')],
  ['enlarge', key('Ctrl++')],
  ['make smaller', key('Ctrl+-')],
  ['back', key('Alt+ArrowLeft')],
  ['forward', key('Alt+ArrowRight')],
  ['home', key('Alt+Home')],
  ['the menu of the window', key('Alt+ ')],
  ['the menu of the app', key('Alt+f')],
  ['the context menu', key('ContextMenu')],
  ['the context menu by Shift', key('Shift+F10')],
  ['the start menu', key('Win+r')],
  ['the start menu by Control', key('Ctrl+Escape')],
  ['the browser’s back key', key('BrowserBack')],
  ['the browser’s home key', key('BrowserHome')],
  ['the browser’s search key', key('BrowserSearch')],
  ['the mail key', key('LaunchMail')],
  ['the calculator key', key('LaunchApplication2')],
  ['a terminal', key('Ctrl+Alt+t', 'linux')],
  ['a picture of the screen', key('PrintScreen')],
].map(([way, attempt]) => [way, attempt, 'the key is not heard'] as WayOut)

/** Where a link, a script, a dropped file or an address line would lead. */
export const ADDRESSES_OUT: readonly (readonly [way: string, address: string])[] = [
  ['a page of the web', 'https://example.com/'],
  ['a page without encryption', 'http://192.168.1.1/'],
  ['the hub’s own page', 'http://127.0.0.1:8000/'],
  ['a file that is dropped on the page', 'file:///C:/Users/desk/Desktop/tool.html'],
  ['a folder', 'file:///'],
  ['a share of the network', 'file://server/share/'],
  ['the source of the page', 'view-source:app://frontdesk/index.html'],
  ['a script as an address', 'javascript:void(open())'],
  ['a page made of text', 'data:text/html,<a href=file:///>out</a>'],
  ['a page made by the page', 'blob:app://frontdesk/6b1f'],
  ['an empty page', 'about:blank'],
  ['the settings of Chromium', 'chrome://settings/'],
  ['the crash of the page', 'chrome://crash/'],
  ['the tools of Chromium', 'devtools://devtools/bundled/inspector.html'],
  ['an extension', 'chrome-extension://abcdefghijklmnop/page.html'],
  ['the file system of the page', 'filesystem:app://frontdesk/temporary/x.html'],
  ['another host of our scheme', 'app://elsewhere/index.html'],
  ['our host with a name before it', 'app://somebody@frontdesk/index.html'],
  ['a file of the desk that is no page', 'app://frontdesk/assets/main.js'],
  ['the settings of Windows', 'ms-settings:network'],
  ['the help of Windows', 'ms-help://help'],
  ['a message of Windows', 'search-ms:query=cmd'],
  ['a mail', 'mailto:somebody@example.com'],
  ['a call', 'tel:110'],
  ['another program', 'vscode://file/etc/passwd'],
  ['a script of a program', 'vbscript:msgbox(1)'],
]

const PERMISSIONS = [
  ...['fullscreen', 'openExternal', 'fileSystem', 'display-capture', 'notifications', 'pointerLock'],
  ...['keyboardLock', 'window-management', 'clipboard-read', 'usb', 'web-app-installation', 'web-printing'],
]

const FILES_OUT = [
  'app://frontdesk/../package.json',
  'app://frontdesk/..%2f..%2fpackage.json',
  'app://frontdesk/..%5c..%5cpackage.json',
  'app://frontdesk/%2fetc/passwd',
  'app://frontdesk/c:/windows/win.ini',
]

const SWITCHES = [
  ...['--remote-debugging-port=9222', '--remote-debugging-pipe', '--remote-allow-origins=*'],
  ...['--inspect', '--inspect-brk=0', '--js-flags=--expose-gc', '--no-sandbox', '--disable-web-security'],
  ...['--load-extension=/tmp/x', '--user-data-dir=/tmp/x', '--disable-site-isolation-trials'],
  ...[
    '--allow-file-access-from-files',
    '--ignore-certificate-errors',
    '--host-resolver-rules=MAP * 10.0.0.1',
  ],
  ...[
    '--proxy-server=10.0.0.1:80',
    '--enable-logging',
    '--log-net-log=/tmp/x',
    '--renderer-cmd-prefix=xterm',
  ],
  ...[
    '--utility-cmd-prefix=xterm',
    '--gpu-launcher=xterm',
    '--disable-features=IsolateOrigins',
    '--no-zygote',
  ],
  ...['-remote-debugging-port=9222', '--r', '--'],
]

const OTHER_FRAME = { origin: 'app://frontdesk', isInFrame: true }
const STRANGER = { origin: 'https://example.com', isInFrame: false }
const PROOF = { deskToken: 'desk', approval: 'approval' }

const CALLS: readonly (readonly [string, Attempt & { by: 'call' }])[] = [
  ['leave, from a frame', { by: 'call', channel: 'kiosk:leave', given: [PROOF], from: OTHER_FRAME }],
  ['leave, from another page', { by: 'call', channel: 'kiosk:leave', given: [PROOF], from: STRANGER }],
  ['leave without a proof', { by: 'call', channel: 'kiosk:leave', given: [] }],
  ['leave by saying so', { by: 'call', channel: 'kiosk:leave', given: [true] }],
  ['leave with half a proof', { by: 'call', channel: 'kiosk:leave', given: [{ approval: 'approval' }] }],
  [
    'leave with more than a proof',
    { by: 'call', channel: 'kiosk:leave', given: [{ ...PROOF, hub: 'mine' }] },
  ],
  ['leave with a list', { by: 'call', channel: 'kiosk:leave', given: [{ ...PROOF, approval: ['a'] }] }],
  [
    'leave with a long text',
    { by: 'call', channel: 'kiosk:leave', given: [{ ...PROOF, approval: 'a'.repeat(201) }] },
  ],
  [
    'leave with a proof that the hub does not take',
    { by: 'call', channel: 'kiosk:leave', given: [PROOF], isHubRefusing: true },
  ],
  ['the state with arguments', { by: 'call', channel: 'kiosk:state', given: ['open'] }],
  ['print with settings', { by: 'call', channel: 'kiosk:print', given: [{ silent: false }] }],
]

/** Every way out of a locked desk that we know. What only the operating system can stop is in docs/kiosk.md. */
export const WAYS_OUT: readonly WayOut[] = [
  ...KEYS,
  ...ADDRESSES_OUT.map(([way, to]): WayOut => [`go to ${way}`, { by: 'navigation', to }, 'the page stays']),
  ...ADDRESSES_OUT.map(([way, to]): WayOut => [`open ${way}`, { by: 'new window', to }, 'no window opens']),
  ['open the desk a second time', { by: 'new window', to: 'app://frontdesk/index.html' }, 'no window opens'],
  ['embed a browser', { by: 'embedding' }, 'nothing is embedded'],
  ...PERMISSIONS.map((name): WayOut => [
    `ask for ${name}`,
    { by: 'permission', name },
    'the permission is refused',
  ]),
  ['listen', { by: 'permission', name: 'media', media: ['audio'] }, 'the permission is refused'],
  ['save a page of the web', { by: 'download', from: 'https://example.com/tool.exe' }, 'nothing is saved'],
  ['save what the page made', { by: 'download', from: 'blob:app://frontdesk/6b1f' }, 'nothing is saved'],
  ['save text as a file', { by: 'download', from: 'data:text/plain,x' }, 'nothing is saved'],
  ...CALLS.map(([way, attempt]): WayOut => [`call: ${way}`, attempt, 'the call is refused']),
  ...FILES_OUT.map((address): WayOut => [
    `read ${address}`,
    { by: 'file', address },
    'there is no such file',
  ]),
  ...SWITCHES.map((word): WayOut => [
    `start with ${word}`,
    { by: 'switch', word, on: 'linux' },
    'the desk does not start',
  ]),
  [
    'start with /remote-debugging-port',
    { by: 'switch', word: '/remote-debugging-port=1', on: 'win32' },
    'the desk does not start',
  ],
  ['close the window by its frame', { by: 'window', event: 'close' }, 'the window stays as it is'],
  ['minimise by the window manager', { by: 'window', event: 'minimize' }, 'the window stays as it is'],
  [
    'leave the full screen by the window manager',
    { by: 'window', event: 'leave-full-screen' },
    'the window stays as it is',
  ],
  ['the menu of the title bar', { by: 'window', event: 'system-context-menu' }, 'the window stays as it is'],
  ['the mouse’s back button', { by: 'window', event: 'app-command' }, 'the window stays as it is'],
]
