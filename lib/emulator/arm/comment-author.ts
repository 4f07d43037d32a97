import type { CommentAuthor } from "./people";

/** Somebody of whom nothing but the object id is known. */
export const nobody = (objectId: string): CommentAuthor => ({
  objectId,
  name: objectId,
  email: null,
  userPrincipalName: null,
});

/** Somebody as a service names them that does not know the directory. */
export const nameAlone = ({ name }: CommentAuthor): CommentAuthor => ({
  objectId: null,
  name,
  email: null,
  userPrincipalName: null,
});
