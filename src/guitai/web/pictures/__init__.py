"""The picture archive: pictures found again by buyer, order, product and fault, brought, downloaded."""
