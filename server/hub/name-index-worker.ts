import { parentPort } from 'node:worker_threads'
import { takeChange } from '../commands/members/name-index.ts'
import { MemberIndex } from '../domain/search/member-index.ts'
import type { NameAnswer, NameMessage } from './open-name-index.ts'

/** The thread that keeps the names of many members: takes changes in and answers searches, in the order they come. */
const index = new MemberIndex()

parentPort?.on('message', (message: NameMessage) => {
  if ('change' in message) takeChange(index, message)
  else parentPort?.postMessage(answerTo(message))
})

function answerTo({ search, query, limit }: Exclude<NameMessage, { change: string }>): NameAnswer {
  return { search, found: index.search(query, limit) }
}
