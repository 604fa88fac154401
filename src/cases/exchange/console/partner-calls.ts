import { useMutation, useQuery } from '@tanstack/react-query'
import { reconciliationList } from '#cases/exchange/exchange.contract.ts'
import {
  madePartner,
  type NewPartner,
  type PartnerRenewal,
  type PartnerRotation,
  partnerEnded,
  partnerList,
  renewedPartner,
} from '#cases/exchange/partner.contract.ts'
import {
  madeSubscription,
  messageList,
  messageRetried,
  type NewSubscription,
  subscriptionEnded,
  subscriptionList,
} from '#cases/exchange/subscription.contract.ts'
import { call } from '#console/kit/client.ts'
import { queryClient } from '#console/kit/query.ts'

const refresh = () => queryClient.invalidateQueries({ queryKey: ['partners'] })

/** Systems outside with their keys. */
export function usePartners() {
  return useQuery({
    queryKey: ['partners', 'list'],
    queryFn: ({ signal }) => call(partnerList, { path: '/api/partners', signal }),
  })
}

/** Makes a key; it is in the answer and nowhere else. */
export function useCreatePartner() {
  return useMutation({
    mutationFn: (body: NewPartner) => call(madePartner, { method: 'POST', path: '/api/partners', body }),
    onSuccess: refresh,
  })
}

/** Lets a key be good for so many days from now. */
export function useRenewPartner() {
  return useMutation({
    mutationFn: ({ partnerId, ...body }: PartnerRenewal & { partnerId: string }) =>
      call(renewedPartner, { method: 'POST', path: `/api/partners/${partnerId}/renew`, body }),
    onSettled: refresh,
  })
}

/** Puts another key in the place of one; it is in the answer and nowhere else. */
export function useRotatePartner() {
  return useMutation({
    mutationFn: ({ partnerId, ...body }: PartnerRotation & { partnerId: string }) =>
      call(madePartner, { method: 'POST', path: `/api/partners/${partnerId}/rotate`, body }),
    onSettled: refresh,
  })
}

/** Ends a key at once. */
export function useRevokePartner() {
  return useMutation({
    mutationFn: (partnerId: string) =>
      call(partnerEnded, { method: 'DELETE', path: `/api/partners/${partnerId}` }),
    onSuccess: refresh,
  })
}

/** Who is told of steps of cases; asked for again while somebody looks, as messages go by themselves. */
export function useSubscriptions() {
  return useQuery({
    queryKey: ['partners', 'subscriptions'],
    queryFn: ({ signal }) => call(subscriptionList, { path: '/api/subscriptions', signal }),
    refetchInterval: 10_000,
  })
}

/** Makes a subscription; its secret is in the answer and nowhere else. */
export function useCreateSubscription() {
  return useMutation({
    mutationFn: (body: NewSubscription) =>
      call(madeSubscription, { method: 'POST', path: '/api/subscriptions', body }),
    onSuccess: refresh,
  })
}

/** Ends a subscription. */
export function useEndSubscription() {
  return useMutation({
    mutationFn: (subscriptionId: string) =>
      call(subscriptionEnded, { method: 'DELETE', path: `/api/subscriptions/${subscriptionId}` }),
    onSuccess: refresh,
  })
}

/** The last messages of a subscription. */
export function useMessages(subscriptionId: string) {
  return useQuery({
    queryKey: ['partners', 'messages', subscriptionId],
    queryFn: ({ signal }) =>
      call(messageList, { path: `/api/subscriptions/${subscriptionId}/messages`, signal }),
    refetchInterval: 10_000,
  })
}

/** Sends a parked message again. */
export function useRetryMessage() {
  return useMutation({
    mutationFn: (messageId: string) =>
      call(messageRetried, { method: 'POST', path: `/api/messages/${messageId}/retry` }),
    onSettled: refresh,
  })
}

/** The last reconciliation with each platform. */
export function useReconciliations() {
  return useQuery({
    queryKey: ['partners', 'reconciliations'],
    queryFn: ({ signal }) => call(reconciliationList, { path: '/api/partners/reconciliations', signal }),
  })
}
