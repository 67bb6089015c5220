-- Numbers in the names of temporary accounts.
CREATE SEQUENCE temporary_account;
