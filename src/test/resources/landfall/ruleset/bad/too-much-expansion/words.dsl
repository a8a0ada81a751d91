[when]grow=much grow and much grow
[when]much=more more more more more more more more more more
[when]more=most most most most most most most most most most
[when]most=very very very very very very very very very very
[when]very=very, very very, very very, very very, very very, very very, very
[when]{sentence}={sentence}
