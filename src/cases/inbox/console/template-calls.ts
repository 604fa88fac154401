import { useMutation, useQuery } from '@tanstack/react-query'
import {
  type MessageSetting,
  messageSetting,
  messageTemplate,
  messageTemplates,
  type TemplateWords,
  templatePreview,
  templateVersions,
} from '#cases/inbox/outside.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const at = (template: string, part = '') => `/api/messages/templates/${encodeURIComponent(template)}${part}`

/** Templates, their versions and the quiet hours as they are now. */
export const readMessagesAgain = () => queryClient.invalidateQueries({ queryKey: ['messages'] })

/** Every message with its words. */
export function useTemplates() {
  return useQuery({
    queryKey: ['messages', 'templates'],
    queryFn: ({ signal }) => call(messageTemplates, { path: '/api/messages/templates', signal }),
  })
}

/** The versions of one that the city saved. */
export function useVersions(template: string) {
  return useQuery({
    queryKey: ['messages', 'versions', template],
    queryFn: ({ signal }) => call(templateVersions, { path: at(template, '/versions'), signal }),
  })
}

/** Saves words as a new version. */
export function useSaveTemplate(template: string) {
  return useMutation({
    mutationFn: (body: { words: TemplateWords; version: number }) =>
      call(messageTemplate, { method: 'PUT', path: at(template), body }),
    // Not after a refusal: what was typed and why it was refused stay in sight.
    onSuccess: readMessagesAgain,
  })
}

/** What words would say, with made-up values. */
export function usePreview(template: string) {
  return useMutation({
    mutationFn: (words: TemplateWords) =>
      call(templatePreview, { method: 'POST', path: at(template, '/preview'), body: { words } }),
  })
}

/** When citizens get no short messages. */
export function useSetting() {
  return useQuery({
    queryKey: ['messages', 'setting'],
    queryFn: ({ signal }) => call(messageSetting, { path: '/api/messages/setting', signal }),
  })
}

/** Changes it. */
export function useSaveSetting() {
  return useMutation({
    mutationFn: (body: MessageSetting) =>
      call(messageSetting, { method: 'PUT', path: '/api/messages/setting', body }),
    onSuccess: readMessagesAgain,
  })
}
