import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { isShellAddress } from './address.ts'

/** Reads the arguments of a call; null where they are not what the call takes. */
export type ReadArguments<Arguments extends unknown[]> = (given: readonly unknown[]) => Arguments | null

/** For calls that take nothing. */
export const noArguments: ReadArguments<[]> = (given) => (given.length === 0 ? [] : null)

/**
 * Answers one channel of the contract in bridge.ts: looks at who asks, then at the arguments, then calls.
 * The answer is told whose page it is for. Whatever is not the main frame of the desk's own page is refused without a reason.
 */
export function handle<Arguments extends unknown[]>(
  ipc: Pick<IpcMain, 'handle'>,
  channel: string,
  read: ReadArguments<Arguments>,
  answer: (sender: WebContents, ...given: Arguments) => unknown,
): void {
  ipc.handle(channel, (event, ...given: unknown[]) => {
    if (!isDeskPage(event)) throw new Error('Refused.')
    const checked = read(given)
    if (checked === null) throw new Error(`The arguments of ${channel} are wrong.`)
    return answer(event.sender, ...checked)
  })
}

/** A frame that has navigated or is gone has no `senderFrame` any more: it is not to be answered either. */
function isDeskPage({ senderFrame }: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && isShellAddress(senderFrame.origin)
}
