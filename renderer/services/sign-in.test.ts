import { afterEach, describe, expect, it, vi } from 'vitest'
import { lastingStorage, type DeskStorage } from './lasting-storage.ts'
import { SignIn } from './sign-in.ts'
import { FakeClock, fakeLine, settled } from './testing/fake-hub.ts'

const HUB = 'http://hub/'
const KEY = `av-gym-front-desk ${HUB}`
/** How long the hub's access tokens are good. */
const TOKEN_LIFE_MS = 15 * 60_000

afterEach(() => vi.unstubAllGlobals())

/** What the hub answers to each address; the tokens that it was sent, and those whose sign-in it was told to end. */
function playHub(answers: {
  refresh: (token: string) => Response | Promise<Response>
  signIn?: () => Response
}): {
  refreshed: string[]
  ended: string[]
} {
  const [refreshed, ended]: [string[], string[]] = [[], []]
  vi.stubGlobal('fetch', (address: URL, { body }: { body: string }) => {
    const { refresh } = JSON.parse(body) as { refresh: string }
    if (address.pathname.endsWith('sign-out')) {
      ended.push(refresh)
      return Promise.resolve(Response.json({}))
    }
    if (!address.pathname.endsWith('refresh')) {
      return Promise.resolve(answers.signIn?.() ?? Response.json(SIGNED_IN))
    }
    refreshed.push(refresh)
    return Promise.resolve(answers.refresh(refresh))
  })
  return { refreshed, ended }
}

const SIGNED_IN = {
  access: 'a',
  refresh: 'r',
  deskToken: 'd',
  deskId: 'i',
  deskName: 'Desk 1',
  expiresInMs: TOKEN_LIFE_MS,
}

function memory(kept: object): DeskStorage {
  const entries = new Map([[KEY, JSON.stringify(kept)]])
  return { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value) }
}

function signInWith(storage: DeskStorage, shellCode: string | null = null, timers = new FakeClock()): SignIn {
  return new SignIn({
    hub: { address: HUB, id: HUB },
    storage,
    timers,
    now: Date.now,
    askShell: () => Promise.resolve(shellCode),
  })
}

describe('what somebody signs in with', () => {
  it.each([
    ['7KQ2M-X9D4T', '7KQ2M-X9D4T'],
    [' 7KQ2M-X9D4T ', '7KQ2M-X9D4T'],
    ['https://192.168.1.5:8443/#signin=7KQ2M-X9D4T', '7KQ2M-X9D4T'],
    ['5RRJ-1J7B-WV73-2SCB-VFWB-QY56-F8', 'VFWBQY56F8'],
  ])('%s is the code %s', async (given, code) => {
    const asked: unknown[] = []
    vi.stubGlobal('fetch', (_address: URL, { body }: RequestInit) => {
      asked.push(JSON.parse(body as string))
      return Promise.resolve(Response.json(SIGNED_IN))
    })
    await signInWith(memory({})).signIn({ code: given })
    expect(asked).toEqual([expect.objectContaining({ code })])
  })
})

describe('who is signed in at a desk', () => {
  it('renews with the newest token, whichever window of the desk got it', async () => {
    const { refreshed } = playHub({
      refresh: (token) => Response.json({ access: 'a', refresh: `${token}+`, expiresInMs: TOKEN_LIFE_MS }),
    })
    const storage = memory({ refresh: 'r', deskToken: 'd', deskName: 'Desk 1' })
    const [one, other] = [signInWith(storage), signInWith(storage)]
    await one.start(null)
    await other.start(null)
    await one.get()
    await other.get()
    expect(refreshed).toEqual(['r', 'r+'])
  })

  it('keeps a token that is good, however wrong this machine’s clock', async () => {
    const { refreshed } = playHub({
      refresh: (token) => Response.json({ access: 'a', refresh: `${token}+`, expiresInMs: TOKEN_LIFE_MS }),
    })
    const storage = memory({ refresh: 'r', deskToken: 'd', deskName: 'Desk 1' })
    let now = Date.parse('2031-05-01')
    const askShell = () => Promise.resolve(null)
    const hub = { address: HUB, id: HUB }
    const signIn = new SignIn({ hub, storage, timers: new FakeClock(), now: () => now, askShell })
    await signIn.start(null)
    for (let asked = 0; asked < 3; asked += 1) await signIn.get()
    expect(refreshed).toEqual(['r'])
    now += TOKEN_LIFE_MS
    await signIn.get()
    expect(refreshed).toEqual(['r', 'r+'])
  })

  it('is nobody after another window of the desk signed out', async () => {
    playHub({ refresh: () => Response.json({}) })
    const storage = memory({ refresh: 'r', deskToken: 'd', deskName: 'Desk 1' })
    const [one, other] = [signInWith(storage), signInWith(storage)]
    await one.start(null)
    await other.start(null)
    one.signOut()
    await expect(other.get()).rejects.toThrow()
    expect(other.store.getState().phase).toBe('signed_out')
  })

  it('goes on with a code from the shell when the sign-in has ended, over one socket', async () => {
    playHub({ refresh: () => new Response('{}', { status: 401 }) })
    const { service, sockets } = fakeLine()
    const signIn = signInWith(memory({ refresh: 'old', deskToken: 'd', deskName: 'Desk 1' }), 'CODE')
    let isSignedIn = false
    signIn.store.subscribe(() => {
      const was = isSignedIn
      isSignedIn = signIn.store.getState().phase === 'signed_in'
      if (isSignedIn && !was) void service.connect(signIn)
      if (!isSignedIn && was) service.disconnect()
    })
    await signIn.start(null)
    for (let turn = 0; turn < 10; turn += 1) await settled()
    expect(signIn.store.getState().phase).toBe('signed_in')
    expect(sockets).toHaveLength(1)
  })

  it('is signed in by a code also where the browser keeps nothing', async () => {
    playHub({ refresh: () => Response.json({}) })
    const signIn = signInWith(
      lastingStorage(() => {
        throw new Error('SecurityError')
      }),
    )
    await signIn.signIn({ code: 'CODE' }, 'Desk 1')
    expect(signIn.store.getState()).toMatchObject({ phase: 'signed_in', error: null })
  })

  it('stays who it was where a PIN is wrong, and their sign-in ends at the hub when another takes over', async () => {
    let status = 401
    const { ended } = playHub({
      refresh: () => Response.json({}),
      signIn: () => (status === 200 ? Response.json(SIGNED_IN) : new Response('{}', { status })),
    })
    const storage = memory({ refresh: 'anna', deskToken: 'd', deskName: 'Desk 1' })
    const signIn = signInWith(storage)
    await signIn.start(null)
    expect(await signIn.signIn({ staffId: 'ben', pin: '000000' })).toBe('wrong_pin')
    expect(signIn.store.getState()).toMatchObject({ phase: 'signed_in', turn: 1 })
    expect(ended).toEqual([])
    status = 200
    expect(await signIn.signIn({ staffId: 'ben', pin: '730218' })).toBeNull()
    expect(signIn.store.getState()).toMatchObject({ phase: 'signed_in', turn: 2 })
    expect(ended).toEqual(['anna'])
    expect(storage.getItem(KEY)).toContain('"refresh":"r"')
  })

  it('is the one who took over, also where the one before was being renewed meanwhile', async () => {
    let answer: (response: Response) => void = () => undefined
    playHub({ refresh: () => new Promise((resolve) => (answer = resolve)) })
    const storage = memory({ refresh: 'anna', deskToken: 'd', deskName: 'Desk 1' })
    const signIn = signInWith(storage)
    await signIn.start(null)
    const credentials = signIn.get()
    await signIn.signIn({ staffId: 'ben', pin: '730218' })
    answer(Response.json({ access: 'anna', refresh: 'anna+', expiresInMs: TOKEN_LIFE_MS }))
    expect(await credentials).toMatchObject({ token: 'a' })
    expect(storage.getItem(KEY)).toContain('"refresh":"r"')
  })

  it('ends at the hub when somebody signs out, and the desk forgets its credential only where it is told to', async () => {
    const { ended } = playHub({ refresh: () => Response.json({}) })
    const storage = memory({ refresh: 'anna', deskToken: 'd', deskName: 'Desk 1' })
    const signIn = signInWith(storage)
    await signIn.start(null)
    signIn.signOut()
    expect(ended).toEqual(['anna'])
    expect(storage.getItem(KEY)).toContain('"deskToken":"d"')
    signIn.forgetDesk()
    expect(storage.getItem(KEY)).toContain('"deskToken":null')
    expect(storage.getItem(KEY)).toContain('Desk 1')
  })
})

describe('a sign-out while the hub is away', () => {
  /** A hub that is away at first, and the tokens that it has heard of since. */
  function playAway(back: () => Response = () => Response.json({})) {
    const heard: string[] = []
    let isAway = true
    vi.stubGlobal('fetch', (_address: URL, { body }: { body: string }) => {
      if (isAway) return Promise.reject(new TypeError('Failed to fetch'))
      heard.push((JSON.parse(body) as { refresh: string }).refresh)
      return Promise.resolve(back())
    })
    return { heard, comeBack: () => (isAway = false) }
  }

  const kept = { refresh: 'anna', signInId: 'anna’s', deskToken: 'd', deskName: 'Desk 1' }

  it('is made up for when it is back, once', async () => {
    const { heard, comeBack } = playAway()
    const clock = new FakeClock()
    const signIn = signInWith(memory(kept), null, clock)
    await signIn.start(null)
    signIn.signOut()
    await clock.run(60_000)
    expect([heard, signIn.store.getState().phase, signIn.signInId]).toEqual([[], 'signed_out', null])
    comeBack()
    await clock.run(60_000)
    expect(heard).toEqual(['anna'])
  })

  it('is made up for by the page that is loaded next, and nobody is signed in until then', async () => {
    const { heard, comeBack } = playAway()
    const storage = memory(kept)
    const before = signInWith(storage)
    await before.start(null)
    before.signOut()
    await settled()
    comeBack()
    const after = signInWith(storage)
    await after.start(null)
    await settled()
    expect([heard, after.store.getState().phase]).toEqual([['anna'], 'signed_out'])
  })

  it.each([
    ['does not know the sign-in any more', 401, 1],
    ['has heard too much at once', 429, 2],
    ['is in trouble', 503, 2],
  ])('is told again where the hub %s: HTTP %i, told %i times', async (_what, status, times) => {
    const answers = [status, 200]
    const { heard, comeBack } = playAway(() => new Response('{}', { status: answers.shift() ?? 200 }))
    const clock = new FakeClock()
    const signIn = signInWith(memory(kept), null, clock)
    await signIn.start(null)
    comeBack()
    signIn.signOut()
    await clock.run(60_000)
    expect(heard).toHaveLength(times)
  })
})
