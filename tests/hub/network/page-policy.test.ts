import { expect, it } from 'vitest'
import { request } from 'node:http'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const hub = sharedHub({ 'host-name': ['gym.example'] })

/** The policy of the page as a browser gets it that came by this host. */
function policyFor(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(hub().http, { headers: { host } }, (response) => {
      response.resume()
      resolve(String(response.headers['content-security-policy']))
    })
    asked.once('error', reject).end()
  })
}

it.each(['127.0.0.1:8000', 'gym.example', '[::1]:8000'])(
  'a page that came from %s reaches nothing but that hub',
  async (host) => {
    expect(/connect-src ([^;]*)/.exec(await policyFor(host))?.[1]).toBe(`'self' ws://${host} wss://${host}`)
  },
)
