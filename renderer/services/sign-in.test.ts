import { afterEach, describe, expect, it, vi } from 'vitest'
import { lastingStorage, type DeskStorage } from './lasting-storage.ts'
import { SignIn } from './sign-in.ts'
import { fakeLine, settled } from './testing/fake-hub.ts'

const HUB = 'http://hub/'
const KEY = `av-gym-front-desk ${HUB}`
const FAR = '2099-01-01T00:00:00.000Z'

afterEach(() => vi.unstubAllGlobals())

/** What the hub answers to each address; the tokens that it was sent. */
function playHub(answers: { refresh: (token: string) => Response }): { refreshed: string[] } {
  const refreshed: string[] = []
  vi.stubGlobal('fetch', (address: URL, { body }: { body: string }) => {
    if (!address.pathname.endsWith('refresh')) return Promise.resolve(Response.json(SIGNED_IN))
    const { refresh } = JSON.parse(body) as { refresh: string }
    refreshed.push(refresh)
    return Promise.resolve(answers.refresh(refresh))
  })
  return { refreshed }
}

const SIGNED_IN = {
  access: 'a',
  refresh: 'r',
  deskToken: 'd',
  deskId: 'i',
  deskName: 'Desk 1',
  expiresAt: FAR,
}

function memory(kept: object): DeskStorage {
  const entries = new Map([[KEY, JSON.stringify(kept)]])
  return { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => void entries.set(key, value) }
}

function signInWith(storage: DeskStorage, shellCode: string | null = null): SignIn {
  return new SignIn({ hubAddress: HUB, storage, now: Date.now, askShell: () => Promise.resolve(shellCode) })
}

describe('who is signed in at a desk', () => {
  it('renews with the newest token, whichever window of the desk got it', async () => {
    const { refreshed } = playHub({
      refresh: (token) => Response.json({ access: 'a', refresh: `${token}+`, expiresAt: FAR }),
    })
    const storage = memory({ refresh: 'r', deskToken: 'd', deskName: 'Desk 1' })
    const [one, other] = [signInWith(storage), signInWith(storage)]
    await one.start(null)
    await other.start(null)
    await one.get()
    await other.get()
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
    expect(other.state.phase).toBe('signed_out')
  })

  it('goes on with a code from the shell when the sign-in has ended, over one socket', async () => {
    playHub({ refresh: () => new Response('{}', { status: 401 }) })
    const { service, sockets } = fakeLine()
    const signIn = signInWith(memory({ refresh: 'old', deskToken: 'd', deskName: 'Desk 1' }), 'CODE')
    let isSignedIn = false
    signIn.subscribe(() => {
      const was = isSignedIn
      isSignedIn = signIn.state.phase === 'signed_in'
      if (isSignedIn && !was) void service.connect(signIn)
      if (!isSignedIn && was) service.disconnect()
    })
    await signIn.start(null)
    for (let turn = 0; turn < 10; turn += 1) await settled()
    expect(signIn.state.phase).toBe('signed_in')
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
    expect(signIn.state).toMatchObject({ phase: 'signed_in', error: null })
  })
})
