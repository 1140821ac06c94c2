"""Sentences as people say them, English and Spanish, written by hand for this course (CC BY 4.0).

No grammar makes them, so nothing is known of them but what stands here: words that occur once, questions, two ways to
say one thing (*you* is tú, usted or ustedes), idioms that no word-by-word translation gets. There are far too few of
them to learn a language from, and that is what they are for: they show what a model does that has read too little.
"""

_PAIRS = """
Good morning.|Buenos días.
Good night.|Buenas noches.
Thank you very much.|Muchas gracias.
You're welcome.|De nada.
See you tomorrow.|Hasta mañana.
How are you?|¿Cómo estás?
I'm fine, thank you.|Estoy bien, gracias.
What's your name?|¿Cómo te llamas?
My name is Ana.|Me llamo Ana.
My name is Tom.|Me llamo Tom.
Where are you from?|¿De dónde eres?
I'm from Mexico.|Soy de México.
I'm from a small town.|Soy de un pueblo pequeño.
How old are you?|¿Cuántos años tienes?
I'm twenty years old.|Tengo veinte años.
I'm hungry.|Tengo hambre.
I'm thirsty.|Tengo sed.
I'm cold.|Tengo frío.
I'm tired.|Estoy cansado.
I'm afraid of dogs.|Tengo miedo a los perros.
Are you tired?|¿Estás cansado?
Are you hungry?|¿Tienes hambre?
He is my brother.|Él es mi hermano.
She is my sister.|Ella es mi hermana.
My sister is a doctor.|Mi hermana es médica.
My brother is a teacher.|Mi hermano es profesor.
My father works a lot.|Mi padre trabaja mucho.
My mother is at home.|Mi madre está en casa.
The children are at school.|Los niños están en la escuela.
The children are playing.|Los niños están jugando.
We live in Madrid.|Vivimos en Madrid.
They live in a big house.|Viven en una casa grande.
Tom lives alone.|Tom vive solo.
Do you live here?|¿Vives aquí?
I don't live here.|No vivo aquí.
I like coffee.|Me gusta el café.
I like tea.|Me gusta el té.
I don't like coffee.|No me gusta el café.
Do you like music?|¿Te gusta la música?
She likes apples.|A ella le gustan las manzanas.
He doesn't like milk.|No le gusta la leche.
I want a glass of water.|Quiero un vaso de agua.
I want to sleep.|Quiero dormir.
I want to go home.|Quiero ir a casa.
I want to learn Spanish.|Quiero aprender español.
Do you want to come?|¿Quieres venir?
What do you want?|¿Qué quieres?
I don't want to eat.|No quiero comer.
I can swim.|Sé nadar.
I can't swim.|No sé nadar.
Can you help me?|¿Puedes ayudarme?
Can you hear me?|¿Puedes oírme?
I can't come today.|No puedo venir hoy.
Tom can't sleep.|Tom no puede dormir.
I have two cats.|Tengo dos gatos.
I have a question.|Tengo una pregunta.
I have no money.|No tengo dinero.
Do you have a car?|¿Tienes coche?
She has a red car.|Ella tiene un coche rojo.
He has a black dog.|Él tiene un perro negro.
The dog is sleeping.|El perro está durmiendo.
The cat is on the table.|El gato está sobre la mesa.
The book is on the table.|El libro está sobre la mesa.
The house is white.|La casa es blanca.
The door is open.|La puerta está abierta.
The window is closed.|La ventana está cerrada.
Open the door.|Abre la puerta.
Close the window.|Cierra la ventana.
Please sit down.|Siéntate, por favor.
Please speak slowly.|Habla despacio, por favor.
Wait a minute.|Espera un momento.
Come here.|Ven aquí.
Be quiet.|Cállate.
Don't worry.|No te preocupes.
Don't forget the bread.|No olvides el pan.
What time is it?|¿Qué hora es?
It's three o'clock.|Son las tres.
It's one o'clock.|Es la una.
It's late.|Es tarde.
It's raining.|Está lloviendo.
It's raining cats and dogs.|Llueve a cántaros.
It's cold today.|Hoy hace frío.
It's hot today.|Hoy hace calor.
It was very cold yesterday.|Ayer hizo mucho frío.
It will rain tomorrow.|Mañana va a llover.
The train is late.|El tren llega tarde.
The bus has left.|El autobús ha salido.
Where is the station?|¿Dónde está la estación?
Where is the bathroom?|¿Dónde está el baño?
Where are my keys?|¿Dónde están mis llaves?
Where is my book?|¿Dónde está mi libro?
How much is it?|¿Cuánto cuesta?
It's too expensive.|Es demasiado caro.
It's not far.|No está lejos.
The bank is closed.|El banco está cerrado.
The river is long.|El río es largo.
The water is cold.|El agua está fría.
The soup is hot.|La sopa está caliente.
The bread is good.|El pan está bueno.
I eat bread every day.|Como pan todos los días.
We eat at two.|Comemos a las dos.
She drinks tea.|Ella bebe té.
He drinks a lot of coffee.|Él bebe mucho café.
I read every night.|Leo todas las noches.
Tom is reading a book.|Tom está leyendo un libro.
Ana is writing a letter.|Ana está escribiendo una carta.
I wrote a letter yesterday.|Ayer escribí una carta.
I saw Tom yesterday.|Ayer vi a Tom.
I didn't see anything.|No vi nada.
We went to the beach.|Fuimos a la playa.
They went home.|Se fueron a casa.
He fell asleep.|Se quedó dormido.
She fell in love.|Ella se enamoró.
I forgot your name.|Olvidé tu nombre.
I lost my keys.|Perdí mis llaves.
I bought a new book.|Compré un libro nuevo.
Who is that man?|¿Quién es ese hombre?
Who are you?|¿Quién eres?
Who broke the window?|¿Quién rompió la ventana?
Why are you crying?|¿Por qué lloras?
When does the train leave?|¿Cuándo sale el tren?
When do we eat?|¿Cuándo comemos?
I know him.|Lo conozco.
I don't know.|No lo sé.
I don't understand.|No entiendo.
I think so.|Creo que sí.
I don't think so.|No lo creo.
I love you.|Te quiero.
I miss you.|Te echo de menos.
You are right.|Tienes razón.
You are wrong.|Te equivocas.
That's true.|Es verdad.
That's not true.|No es verdad.
Of course.|Por supuesto.
Good luck!|¡Buena suerte!
Happy birthday!|¡Feliz cumpleaños!
Be careful!|¡Ten cuidado!
Let's go.|Vamos.
Let's eat.|Comamos.
We are friends.|Somos amigos.
Tom and Ana are friends.|Tom y Ana son amigos.
Tom is taller than Ana.|Tom es más alto que Ana.
This book is old.|Este libro es viejo.
This house is very old.|Esta casa es muy vieja.
These shoes are new.|Estos zapatos son nuevos.
My shoes are dirty.|Mis zapatos están sucios.
The sky is blue.|El cielo es azul.
The flowers are red.|Las flores son rojas.
The old man is sleeping.|El viejo está durmiendo.
The woman is singing.|La mujer está cantando.
I'm looking for my cat.|Estoy buscando a mi gato.
I'm waiting for the bus.|Estoy esperando el autobús.
I have to work tomorrow.|Mañana tengo que trabajar.
You have to eat more.|Tienes que comer más.
There is a cat in the garden.|Hay un gato en el jardín.
There are two dogs in the street.|Hay dos perros en la calle.
There is no milk.|No hay leche.
Is there any bread?|¿Hay pan?
He speaks English and Spanish.|Él habla inglés y español.
Do you speak English?|¿Hablas inglés?
I don't speak Spanish.|No hablo español.
"""

# Kept from training: each has words and patterns that stand above, put together anew.
_HELD_OUT = """
My name is Carmen.|Me llamo Carmen.
I'm from Spain.|Soy de España.
I'm thirty years old.|Tengo treinta años.
Are you cold?|¿Tienes frío?
My brother is a doctor.|Mi hermano es médico.
My mother works a lot.|Mi madre trabaja mucho.
Tom lives here.|Tom vive aquí.
I like music.|Me gusta la música.
I don't like tea.|No me gusta el té.
I want to eat.|Quiero comer.
I don't want to sleep.|No quiero dormir.
I can't hear you.|No puedo oírte.
I have two dogs.|Tengo dos perros.
She has a black cat.|Ella tiene un gato negro.
The dog is on the table.|El perro está sobre la mesa.
The door is closed.|La puerta está cerrada.
The flowers are white.|Las flores son blancas.
Open the window.|Abre la ventana.
It's two o'clock.|Son las dos.
Where is the bank?|¿Dónde está el banco?
Where are my shoes?|¿Dónde están mis zapatos?
I lost my book.|Perdí mi libro.
Ana is reading a letter.|Ana está leyendo una carta.
There is a dog in the garden.|Hay un perro en el jardín.
"""


def everyday_sentences() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs (English, Spanish) to learn from, and those kept from training."""
    return _pairs(_PAIRS), _pairs(_HELD_OUT)


def _pairs(lines: str) -> list[tuple[str, str]]:
    return [(english, spanish) for english, spanish in (line.split("|") for line in lines.strip().splitlines())]
