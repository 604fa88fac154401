import { useMutation, useQuery } from '@tanstack/react-query'
import { acknowledged, type Reminder, reminders } from '#cases/deadlines.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const key = ['cases', 'reminders']

/** Deadlines one was told about; asked for again every half minute, as they come by themselves. */
export function useReminders() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(reminders, { path: '/api/reminders', signal }),
    refetchInterval: 30_000,
  })
}

/** Takes note of a reminder. */
export function acknowledge({ caseId, step, kind }: Reminder) {
  const body = { caseId, step, kind }
  return call(acknowledged, { method: 'POST', path: '/api/reminders/acknowledge', body })
}

/** The list is read again. */
export function readRemindersAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: key })
}

/** Takes note of one. */
export function useAcknowledge() {
  return useMutation({
    mutationFn: acknowledge,
    onSettled: readRemindersAgain,
  })
}
