/** Names that the page's side and ours call each other by. */
export const BINDING = '__standinCall'
export const INBOX = '__standinInbox'

/**
 * The script that runs in the page before any of its own: an `electron` module for the preload, then the preload
 * itself. The bridge's values are frozen copies, as they are behind context isolation.
 */
export function pageScript(preload: string): string {
  return `(() => {
  if (window.top !== window || !location.href.startsWith('http') || window.${INBOX}) return
  const call = window.${BINDING}
  const listeners = new Map()
  const of = (channel) => listeners.get(channel) ?? listeners.set(channel, new Set()).get(channel)
  const ipcRenderer = {
    on: (channel, listener) => (of(channel).add(listener), ipcRenderer),
    off: (channel, listener) => (of(channel).delete(listener), ipcRenderer),
    send: (channel, ...given) => void call('send', channel, given),
    invoke: async (channel, ...given) => {
      const answer = await call('invoke', channel, given)
      if ('error' in answer) throw new Error(answer.error)
      return answer.value
    },
  }
  const sealed = (value) => {
    if (typeof value === 'function') return (...given) => value(...given)
    if (value === null || typeof value !== 'object') return value
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sealed(part)])))
  }
  const contextBridge = {
    executeInMainWorld: ({ func, args = [] }) => func(...args),
    exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: sealed(api), enumerable: true }),
  }
  Object.defineProperty(window, '${INBOX}', {
    value: (channel, given) => of(channel).forEach((listener) => listener({ sender: ipcRenderer }, ...given)),
  })
  window.open = (address) => (void call('open', String(address ?? ''), []), null)
  window.close = () => void call('close', '', [])
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    throw new Error('module not found: ' + name)
  }
  const module = { exports: {} }
  ;((require, module, exports) => {
${preload}
  })(require, module, module.exports)
})()`
}
