import { expect } from 'vitest'
import { MEANT_BEFORE_MS } from '../../../renderer/services/scan-queue.ts'
import type { PageDesk } from './browser.ts'
import { typeAsPerson, untilPressIsOwn } from './scanner.ts'

/** A receptionist of whom nothing is wished: forty words a minute, a second to read a screen, another to hold out a card. */
const KEY_SECONDS = 0.3
const LOOK_SECONDS = 1
const CARD_SECONDS = 1

export interface Task {
  name: string
  keys: number
  /** How often they look what the screen says before they go on. */
  looks: number
  cards: number
  /** The program's own time, from each key until the screen has what it is for. */
  programMs: number
}

/** What tasks at a desk cost a person: keys as they are pressed, seconds at a stated pace with the program's own. */
export function timeTasks({ page, scan }: PageDesk) {
  const tasks: Task[] = []
  let now: Task
  const byProgram = async (act: () => Promise<unknown>): Promise<void> => {
    const begunAt = performance.now()
    await act()
    now.programMs += performance.now() - begunAt
  }
  return {
    async task(name: string, carryOut: () => Promise<void>): Promise<Task> {
      now = { name, keys: 0, looks: 0, cards: 0, programMs: 0 }
      tasks.push(now)
      await carryOut()
      return now
    },
    async scan(code: string): Promise<void> {
      now.cards += 1
      await scan(code)
    },
    /** Shift is a key as well. */
    async press(key: string): Promise<void> {
      now.keys += key.split('+').length
      await untilPressIsOwn(page)
      await byProgram(() => page.keyboard.press(key))
    },
    async type(text: string): Promise<void> {
      now.keys += text.length
      await typeAsPerson(page, text)
    },
    /** Waits for what the screen has to say; nobody presses the next key sooner than they have seen it. */
    async see(isThere: () => Promise<unknown>): Promise<void> {
      now.looks += 1
      await byProgram(isThere)
      const seenAt = Date.now()
      await expect.poll(() => Date.now() - seenAt).toBeGreaterThan(MEANT_BEFORE_MS)
    },
    /** As a table of Markdown. */
    table(): string {
      const rows = tasks.map((task) => {
        const { name, keys, looks, cards, programMs } = task
        const program = programMs / 1000
        const cells = [name, keys, cards, looks, program.toFixed(1), (secondsOf(task) + program).toFixed(0)]
        return `| ${cells.join(' | ')} |`
      })
      const head = '| task | keys | cards | looks | program (s) | in all (s) |'
      return [head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n')
    },
  }
}

/** Without the program's. */
function secondsOf({ keys, looks, cards }: Task): number {
  return keys * KEY_SECONDS + looks * LOOK_SECONDS + cards * CARD_SECONDS
}
