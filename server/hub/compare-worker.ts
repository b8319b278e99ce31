import { parentPort } from 'node:worker_threads'
import { DuplicateFinder } from '../domain/duplicates/duplicate-finder.ts'
import { giveWay } from '../platform/give-way.ts'
import type { ComparingMessage } from './compare-apart.ts'

/** The thread that compares members: takes them in, and answers once with the pairs. */
giveWay()
const finder = new DuplicateFinder()

parentPort?.on('message', (message: ComparingMessage) => {
  if ('members' in message) finder.add(message.members)
  else parentPort?.postMessage(finder.find(message.limit, message.dismissed))
})
