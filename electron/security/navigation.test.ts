import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { guardNavigation } from './navigation.ts'

class Contents extends EventEmitter {
  openHandler: (() => { action: string }) | null = null
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler
  }
}

function guarded(): Contents {
  const app = new EventEmitter()
  guardNavigation(app as never)
  const contents = new Contents()
  app.emit('web-contents-created', {}, contents)
  return contents
}

function isStopped(contents: Contents, name: string, url: string): boolean {
  let stopped = false
  contents.emit(name, { url, preventDefault: () => (stopped = true) })
  return stopped
}

const NAVIGATIONS = ['will-navigate', 'will-redirect', 'will-frame-navigate']
const ELSEWHERE = [
  'https://example.com/',
  'http://127.0.0.1:8000/',
  'file:///etc/passwd',
  'app://other/',
  'app://frontdesk/assets/main.js',
  'about:blank',
]

test.each(NAVIGATIONS)('%s is stopped on the way out and free within the desk', (name) => {
  const contents = guarded()
  for (const url of ELSEWHERE) expect(isStopped(contents, name, url)).toBe(true)
  expect(isStopped(contents, name, 'app://frontdesk/index.html')).toBe(false)
})

test('no second window is opened and no browser embedded', () => {
  const contents = guarded()
  expect(contents.openHandler?.()).toEqual({ action: 'deny' })
  expect(isStopped(contents, 'will-attach-webview', '')).toBe(true)
})
