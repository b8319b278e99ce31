import {
  checkInPayload,
  checkOutPayload,
  correctOccupancyPayload,
  reviewClosingPayload,
  scanPayload,
  undoPayload,
} from '../client-frames.ts'
import { COMMAND_FRAMES } from '../command-frames.ts'
import type { ClosingsReply } from '../closings.ts'
import { previewScanParams, type DayCurve } from '../methods.ts'
import * as take from '../params.ts'
import type { ComingInWords, ScanResultPayload, VisitPayload } from '../server-frames.ts'
import { result, type Operation } from './operation.ts'

/** Coming in and going out. */
export const visitsOperations = {
  'visits.checkIn': {
    summary: 'Checks a member in.',
    frame: COMMAND_FRAMES['visits.checkIn'],
    params: checkInPayload,
    right: 'work_the_desk',
    result: result<VisitPayload & ComingInWords>(),
  },
  'visits.checkOut': {
    summary: 'Checks a member out.',
    frame: COMMAND_FRAMES['visits.checkOut'],
    params: checkOutPayload,
    right: 'work_the_desk',
    result: result<VisitPayload>(),
  },
  'visits.scan': {
    summary: 'Answers a scan of a card: in, out, or why not.',
    frame: COMMAND_FRAMES['visits.scan'],
    params: scanPayload,
    right: 'work_the_desk',
    result: result<ScanResultPayload>(),
  },
  'visits.undo': {
    summary: 'Takes back what was done last with a visit.',
    frame: COMMAND_FRAMES['visits.undo'],
    params: undoPayload,
    right: 'work_the_desk',
    result: result<VisitPayload>(),
  },
  'closings.review': {
    summary: 'Says of a visit that the hub ended how it ended.',
    frame: COMMAND_FRAMES['closings.review'],
    params: reviewClosingPayload,
    right: 'work_the_desk',
    result: result<{ checkInId: string; outcome: string }>(),
  },
  'occupancy.correct': {
    summary: 'Says how many people were counted in the building.',
    frame: COMMAND_FRAMES['occupancy.correct'],
    params: correctOccupancyPayload,
    right: 'work_the_desk',
    result: result<{ counted: number; registered: number }>(),
  },
  'scans.preview': {
    summary: 'Says what a scan would be answered, and changes nothing.',
    params: previewScanParams,
    right: 'see',
    result: result<ScanResultPayload>(),
  },
  'closings.list': {
    summary: 'The visits that the hub ended and nobody has reviewed.',
    params: take.nothing,
    right: 'see',
    result: result<ClosingsReply>(),
  },
  'occupancy.curve': {
    summary: 'How many were inside today, by the half hour.',
    params: take.nothing,
    right: 'see',
    result: result<DayCurve>(),
  },
} as const satisfies Record<string, Operation>
